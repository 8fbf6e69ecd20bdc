// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/app/jobs.hpp"

#include <atomic>
#include <latch>
#include <semaphore>

#include <catch2/catch.hpp>

using namespace evident;

namespace {

/// Drains the mailbox until nothing runs; sleeps in between until something is posted.
class Pump {
 public:
  explicit Pump(app::Mailbox& mailbox) : mailbox_(mailbox) {
    mailbox_.on_post([this] { posted_.release(); });
  }
  void until_idle(const app::Jobs& jobs) {
    while (!jobs.idle()) {
      posted_.acquire();
      mailbox_.drain();
    }
  }

 private:
  app::Mailbox& mailbox_;
  std::counting_semaphore<> posted_{0};
};

}  // namespace

TEST_CASE("a job's result arrives on the thread that drains the mailbox") {
  app::Mailbox mailbox;
  Pump pump(mailbox);
  app::Jobs jobs(mailbox);
  std::thread::id delivered_on;
  int value = 0;
  jobs.start<int>(
      "count", [](app::JobContext&) -> Result<int> { return 42; },
      [&](Result<int> result) {
        value = result.value();
        delivered_on = std::this_thread::get_id();
      });
  CHECK(value == 0);
  pump.until_idle(jobs);
  CHECK(value == 42);
  CHECK(delivered_on == std::this_thread::get_id());
}

TEST_CASE("a cancelled job ends as cancelled and not as failed or finished") {
  app::Mailbox mailbox;
  Pump pump(mailbox);
  app::Jobs jobs(mailbox);
  std::latch started(1);
  app::Outcome outcome = app::Outcome::finished;
  const app::JobId job = jobs.start<int>(
      "wait",
      [&started](app::JobContext& context) -> Result<int> {
        std::binary_semaphore stopped(0);
        const std::stop_callback on_stop(context.stop_token(), [&stopped] { stopped.release(); });
        started.count_down();
        stopped.acquire();
        return fail(Code::cancelled, "Stopped.");
      },
      [&outcome](Result<int> result) { outcome = app::outcome_of(result); });
  started.wait();
  jobs.cancel(job);
  REQUIRE(jobs.running().size() == 1);
  CHECK(jobs.running().front().phase == app::JobPhase::stopping);
  pump.until_idle(jobs);
  CHECK(outcome == app::Outcome::cancelled);
}

TEST_CASE("a failing job delivers its error") {
  app::Mailbox mailbox;
  Pump pump(mailbox);
  app::Jobs jobs(mailbox);
  app::Outcome outcome = app::Outcome::finished;
  jobs.start<int>(
      "fail", [](app::JobContext&) -> Result<int> { return fail(Code::io, "The disk is full."); },
      [&outcome](Result<int> result) { outcome = app::outcome_of(result); });
  pump.until_idle(jobs);
  CHECK(outcome == app::Outcome::failed);
}

TEST_CASE("progress is seen while a job runs") {
  app::Mailbox mailbox;
  Pump pump(mailbox);
  app::Jobs jobs(mailbox);
  std::binary_semaphore go_on(0);
  std::latch reported(1);
  jobs.start<int>(
      "read",
      [&](app::JobContext& context) -> Result<int> {
        context.report({"Reading PubMed", "records", 120, 340});
        reported.count_down();
        go_on.acquire();
        return 0;
      },
      [](Result<int>) {});
  reported.wait();
  const auto running = jobs.running();
  REQUIRE(running.size() == 1);
  CHECK(running.front().progress.done == 120);
  CHECK(running.front().progress.total == 340);
  go_on.release();
  pump.until_idle(jobs);
  CHECK(jobs.running().empty());
}

TEST_CASE("the newest question wins even when an older one answers later") {
  app::Mailbox mailbox;
  Pump pump(mailbox);
  app::Jobs jobs(mailbox);
  app::NewestQuestion question(jobs);
  std::latch second_done(1);
  std::vector<std::string> answers;
  const auto keep = [&answers](Result<std::string> answer) { answers.push_back(answer.value()); };
  question.ask<std::string>(
      "first",
      [&second_done](app::JobContext&) -> Result<std::string> {
        second_done.wait();
        return "heart";
      },
      keep);
  question.ask<std::string>(
      "second",
      [&second_done](app::JobContext&) -> Result<std::string> {
        second_done.count_down();
        return "heart failure";
      },
      keep);
  CHECK(question.waiting());
  pump.until_idle(jobs);
  CHECK(answers == std::vector<std::string>{"heart failure"});
  CHECK_FALSE(question.waiting());
}

TEST_CASE("going away stops jobs and drops what they would have delivered") {
  app::Mailbox mailbox;
  bool delivered = false;
  {
    app::Jobs jobs(mailbox);
    jobs.start<int>(
        "wait",
        [](app::JobContext& context) -> Result<int> {
          std::binary_semaphore stopped(0);
          const std::stop_callback on_stop(context.stop_token(), [&stopped] { stopped.release(); });
          stopped.acquire();
          return 1;
        },
        [&delivered](Result<int>) { delivered = true; });
  }
  mailbox.drain();
  CHECK_FALSE(delivered);
}
