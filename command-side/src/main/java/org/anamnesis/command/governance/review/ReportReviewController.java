package org.anamnesis.command.governance.review;

import org.anamnesis.command.governance.review.ReportReviewCommand.SignReview;
import org.anamnesis.command.support.Answer;
import org.anamnesis.command.support.Commands;
import org.anamnesis.command.support.FromRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One method per command: path and body together are the command. */
@RestController
class ReportReviewController {

    private final Commands commands;

    ReportReviewController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/compliance/reviews")
    ResponseEntity<Answer> signReview(@FromRequest SignReview command) {
        return commands.create(command, "/api/v1/compliance/review-log");
    }
}
