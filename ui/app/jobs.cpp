// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/jobs.hpp"

#include <algorithm>

namespace evident::app {

void Mailbox::on_post(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

void Mailbox::post(std::function<void()> delivery) {
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(delivery));
    wake = wake_;
  }
  if (wake) wake();
}

std::size_t Mailbox::drain() {
  std::vector<std::function<void()>> deliveries;
  {
    const std::lock_guard lock(mutex_);
    deliveries.swap(waiting_);
  }
  for (const std::function<void()>& deliver : deliveries) deliver();
  return deliveries.size();
}

/// Shared with the deliveries in the mailbox, which may outlive the Jobs that started them. `owner` belongs to the
/// frame's thread; it is emptied when Jobs goes away, and the delivery then does nothing.
struct Jobs::Job {
  JobId id = 0;
  std::string title;
  Jobs* owner = nullptr;
  mutable std::mutex mutex;
  Progress progress;
  std::jthread thread;
};

Jobs::~Jobs() {
  for (const std::shared_ptr<Job>& job : jobs_) {
    job->owner = nullptr;
    job->thread.request_stop();
  }
  for (const std::shared_ptr<Job>& job : jobs_) job->thread.join();
}

JobId Jobs::launch(std::string title, Work work) {
  auto job = std::make_shared<Job>();
  job->id = ++last_id_;
  job->title = std::move(title);
  job->owner = this;
  jobs_.push_back(job);
  // The thread holds the job by weak pointer: it must never be the one to destroy (and so join) itself.
  job->thread =
      std::jthread([weak = std::weak_ptr<Job>(job), &mailbox = mailbox_, work = std::move(work)](std::stop_token stop) {
        JobContext context(std::move(stop), [weak, &mailbox](Progress progress) {
          const std::shared_ptr<Job> self = weak.lock();
          if (!self) return;
          {
            const std::lock_guard lock(self->mutex);
            self->progress = std::move(progress);
          }
          mailbox.post([] {});
        });
        std::function<void()> deliver = work(context);
        mailbox.post([weak, deliver = std::move(deliver)] {
          const std::shared_ptr<Job> self = weak.lock();
          if (!self || self->owner == nullptr) return;
          self->owner->forget(self->id);
          deliver();
        });
      });
  return job->id;
}

void Jobs::forget(JobId id) {
  const auto job =
      std::find_if(jobs_.begin(), jobs_.end(), [id](const auto& candidate) { return candidate->id == id; });
  if (job == jobs_.end()) return;
  (*job)->thread.join();  // it has posted its last word and is returning
  jobs_.erase(job);
}

void Jobs::cancel(JobId id) {
  for (const std::shared_ptr<Job>& job : jobs_) {
    if (job->id == id) job->thread.request_stop();
  }
}

std::vector<JobStatus> Jobs::running() const {
  std::vector<JobStatus> all;
  for (const std::shared_ptr<Job>& job : jobs_) {
    const std::lock_guard lock(job->mutex);
    all.push_back({job->id, job->title,
                   job->thread.get_stop_token().stop_requested() ? JobPhase::stopping : JobPhase::running,
                   job->progress});
  }
  return all;
}

}  // namespace evident::app
