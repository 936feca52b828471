package org.anamnesis.standalone.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/** A page as a browser gets it: no script, and no style but our own sheet. */
final class Page {

    private Page() {}

    static String of(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s · Anamnesis</title>
                <link rel="stylesheet" href="/sign-in/style.css">
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                %2$s</main>
                </body>
                </html>
                """.formatted(title, body);
    }

    /** A form that only a page of ours can send. */
    static String form(HttpServletRequest request, String to, String fields, String button) {
        var csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return """
                <form method="post" action="%s">
                <input type="hidden" name="%s" value="%s">
                %s<button type="submit">%s</button>
                </form>
                """.formatted(to, csrf.getParameterName(), text(csrf.getToken()), fields, button);
    }

    /** A labelled field; what more it needs is given as attributes. */
    static String field(String name, String label, String more) {
        return """
                <label for="%1$s">%2$s</label>
                <input id="%1$s" name="%1$s" %3$s>
                """.formatted(name, label, more);
    }

    static String alert(String words) {
        return "<p role=\"alert\">" + words + "</p>\n";
    }

    static String text(String any) {
        return HtmlUtils.htmlEscape(any);
    }
}
