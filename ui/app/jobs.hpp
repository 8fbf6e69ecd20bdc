// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/model/result.hpp"

namespace evident::app {

/// What workers hand to the frame: deliveries, run in order on the frame's thread.
class Mailbox {
 public:
  /// `wake` is called after each post, on the poster's thread, so that a sleeping window draws. Set before work starts.
  void on_post(std::function<void()> wake);
  /// From any thread.
  void post(std::function<void()> delivery);
  /// On the frame's thread, once a frame. Runs what was posted before the call; returns how many that were.
  std::size_t drain();

 private:
  std::mutex mutex_;
  std::vector<std::function<void()>> waiting_;
  std::function<void()> wake_;
};

using JobId = std::uint64_t;

/// How far a job is, in a unit people know. An unknown total is absent, never guessed.
struct Progress {
  std::string doing;  ///< "Reading PubMed"
  std::string unit;   ///< "records"
  std::int64_t done = 0;
  std::optional<std::int64_t> total;
};

enum class JobPhase { running, stopping };

struct JobStatus {
  JobId id = 0;
  std::string title;
  JobPhase phase = JobPhase::running;
  Progress progress;
};

/// How a job ended; exactly one of these.
enum class Outcome { finished, cancelled, failed };

template <class T>
Outcome outcome_of(const Result<T>& result) {
  if (result) return Outcome::finished;
  return result.error().code == Code::cancelled ? Outcome::cancelled : Outcome::failed;
}

/// What a job sees of the world that started it. Valid while the job runs.
class JobContext {
 public:
  JobContext(std::stop_token stop, std::function<void(Progress)> report)
      : stop_(std::move(stop)), report_(std::move(report)) {}

  const std::stop_token& stop_token() const { return stop_; }
  bool stop_requested() const { return stop_.stop_requested(); }
  void report(Progress progress) const { report_(std::move(progress)); }

 private:
  std::stop_token stop_;
  std::function<void(Progress)> report_;
};

/// Background work. Jobs own copies of their inputs and return a value, which is delivered on the frame's thread by
/// the mailbox. start(), cancel() and running() belong to the frame's thread. Going away asks every job to stop, waits
/// for it, and drops what it would have delivered.
class Jobs {
 public:
  explicit Jobs(Mailbox& mailbox) : mailbox_(mailbox) {}
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// Runs `work` on a thread of its own and `deliver` with its result in a later Mailbox::drain(). A job that was asked
  /// to stop delivers whatever it returned: it alone knows whether it finished first.
  template <class T>
  JobId start(std::string title, std::function<Result<T>(JobContext&)> work, std::function<void(Result<T>)> deliver) {
    return launch(std::move(title), [work = std::move(work), deliver = std::move(deliver)](JobContext& context) {
      auto result = std::make_shared<Result<T>>(work(context));
      return std::function<void()>([deliver, result] { deliver(std::move(*result)); });
    });
  }

  /// Asks a job to stop; it stops between records. Unknown and ended jobs are none of its business.
  void cancel(JobId job);
  /// Jobs whose result has not been delivered yet, oldest first.
  std::vector<JobStatus> running() const;
  bool idle() const { return jobs_.empty(); }

 private:
  struct Job;
  using Work = std::function<std::function<void()>(JobContext&)>;
  JobId launch(std::string title, Work work);
  void forget(JobId job);

  Mailbox& mailbox_;
  std::list<std::shared_ptr<Job>> jobs_;
  JobId last_id_ = 0;
};

/// Questions of which only the newest matters: asking cancels the job of the one before, and a late answer to an older
/// question is dropped. Belongs to the frame's thread and must outlive the mailbox's deliveries.
class NewestQuestion {
 public:
  explicit NewestQuestion(Jobs& jobs) : jobs_(jobs) {}

  template <class T>
  void ask(std::string title, std::function<Result<T>(JobContext&)> work, std::function<void(Result<T>)> deliver) {
    if (job_ != 0) jobs_.cancel(job_);
    const std::uint64_t ticket = ++*newest_;
    job_ = jobs_.start<T>(std::move(title), std::move(work),
                          [newest = newest_, ticket, deliver = std::move(deliver)](Result<T> result) {
                            if (ticket != *newest) return;
                            *newest += 1;  // answered: nothing is waited for
                            deliver(std::move(result));
                          });
    waiting_for_ = ticket;
  }
  /// Drops the answer that is under way, if any.
  void abandon() {
    if (job_ != 0) jobs_.cancel(job_);
    ++*newest_;
  }
  bool waiting() const { return waiting_for_ == *newest_; }

 private:
  Jobs& jobs_;
  std::shared_ptr<std::uint64_t> newest_ = std::make_shared<std::uint64_t>(0);
  std::uint64_t waiting_for_ = ~std::uint64_t{0};
  JobId job_ = 0;
};

}  // namespace evident::app
