package org.anamnesis.events.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of problem an answer can have. Their written names are part of the API. */
public enum ProblemType {
    MALFORMED(
            400,
            "The request is malformed",
            "Read the entries under `errors`: each names a place in the request and what is expected there. Correct them"
                    + " all and send the request again."),
    UNAUTHENTICATED(
            401,
            "Who is asking?",
            "Send a valid access token as `Authorization: Bearer …`. Tokens expire; fetch a new one and try again."),
    FORBIDDEN(
            403,
            "The role may not do this",
            "No repetition helps: ask somebody whose role may, or sign in with that role."),
    NOT_FOUND(
            404,
            "Not found",
            "What was asked for does not exist, or is not yours to see. If `field` is given, it names the id that is"
                    + " unknown."),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here", "Use one of the methods in the `Allow` header."),
    NOT_ACCEPTABLE(406, "No such representation", "Accept `application/json`."),
    REFUSED(
            409,
            "The command was refused",
            "Every reason is listed under `refusals`. Change what they name and ask again; the same idempotency key may"
                    + " be used again. `alternatives`, if there are any, are free times."),
    STALE(
            412,
            "Somebody was faster",
            "The thing has changed since you read it. Read it again, decide again, and send the new version in"
                    + " `If-Match`."),
    TOO_LARGE(413, "The request is too large", "A body may have up to 1 MiB. Split what you send."),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not understood", "Send `Content-Type: application/json`."),
    KEY_REUSED(
            422,
            "The idempotency key belongs to another request",
            "An idempotency key stands for one request for ever. Use a new key for a new request."),
    PRECONDITION_REQUIRED(
            428,
            "Say which version you have seen",
            "This changes somebody's judgement. Read the thing first and send its version in `If-Match`."),
    INTERNAL(
            500,
            "Something went wrong here",
            "Nothing was stored. Tell the operator the `traceId`; the log has more under it."),
    NOT_NOW(
            503,
            "Not now",
            "Wait as long as `Retry-After` says and try again, with the same idempotency key if you sent one: nothing"
                    + " happens twice."),
    HELD_UP(
            503,
            "This view is held up for this record",
            "What you sent is stored, but this view cannot take it in, nor anything later of the same record. An"
                    + " operator finds what is parked at `/api/v1/read-models/parked` and has it retried once it is"
                    + " mended. Other records and other views go on; without the Consistency-Token this view shows what"
                    + " was there before.");

    private final int status;
    private final String title;
    private final String whatToDo;

    ProblemType(int status, String title, String whatToDo) {
        this.status = status;
        this.title = title;
        this.whatToDo = whatToDo;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    String whatToDo() {
        return whatToDo;
    }

    /** As in a problem's {@code type}, after {@code /problems/}. */
    public String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ProblemType> read(String written) {
        return Arrays.stream(values())
                .filter(type -> type.written().equals(written))
                .findFirst();
    }

    /** The type that says what an HTTP status says. */
    static ProblemType ofStatus(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status == status)
                .findFirst()
                .orElse(status >= 500 ? INTERNAL : MALFORMED);
    }
}
