package org.anamnesis.research.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.anamnesis.research.measure.Measure.Plot;
import org.jspecify.annotations.Nullable;

/**
 * Draws an answer as SVG: by hand, so that the same answer gives the same bytes. The numbers stand in it as a description
 * for those who cannot see it.
 */
public final class Drawing {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 64;
    private static final int RIGHT = 24;
    private static final int TOP = 48;
    private static final int BOTTOM = 84;
    private static final int TICKS = 5;
    private static final int MANY = 6;
    private static final int LEGEND = 180;
    private static final int LINE = 16;
    /** Colours that people tell apart who see few of them (Okabe and Ito). */
    private static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

    private final Answer answer;
    private final Plot plot;
    private final StringBuilder svg = new StringBuilder();

    private Drawing(Answer answer, Plot plot) {
        this.answer = answer;
        this.plot = plot;
    }

    /** The drawing; the measure has to say how. */
    public static String of(Answer answer) {
        var drawing =
                new Drawing(answer, Objects.requireNonNull(answer.measure().plot()));
        drawing.draw();
        return drawing.svg.toString();
    }

    /** Where numbers lie on paper, and at which round numbers there is a mark. */
    private record Scale(double least, double most, double step, double from, double to) {

        /** One that begins and ends at a mark, with zero on it. */
        static Scale over(double least, double most, double from, double to) {
            var low = Math.min(0, least);
            var high = most > low ? most : low + 1;
            var rough = (high - low) / TICKS;
            var power = Math.pow(10, Math.floor(Math.log10(rough)));
            var step = rough / power <= 2 ? 2 * power : rough / power <= 5 ? 5 * power : 10 * power;
            return new Scale(Math.floor(low / step) * step, Math.ceil(high / step - 1e-9) * step, step, from, to);
        }

        double at(double value) {
            return from + (value - least) / (most - least) * (to - from);
        }

        List<Double> marks() {
            var marks = new ArrayList<Double>();
            for (int i = 0; least + i * step <= most + step / 2; i++) {
                marks.add(least + i * step);
            }
            return marks;
        }
    }

    private void draw() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" role=\"img\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                WIDTH, HEIGHT);
        add("<title>%s</title>", text(answer.measure().title()));
        add("<desc>%s\n%s</desc>", text(answer.measure().about()), text(answer.table()));
        add("<rect width=\"%s\" height=\"%s\" fill=\"white\"/>", WIDTH, HEIGHT);
        add(
                "<text x=\"%s\" y=\"24\" font-size=\"16\">%s</text>",
                LEFT, text(answer.measure().title()));
        var y = Scale.over(extreme(plot.y(), false), extreme(plot.y(), true), HEIGHT - BOTTOM, TOP);
        axis(y);
        if (plot.kind() == Plot.Kind.BARS) {
            bars(y);
        } else {
            curves(y);
        }
        legend();
        add("</svg>");
    }

    private double extreme(List<String> columns, boolean most) {
        var values = answer.rows().stream()
                .flatMap(row -> columns.stream().map(column -> answer.number(row, column)))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
        return (most ? values.max() : values.min()).orElse(most ? 1 : 0);
    }

    private void axis(Scale y) {
        for (var value : y.marks()) {
            add(
                    "<line x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\" stroke=\"#ddd\"/>",
                    LEFT, WIDTH - RIGHT, y.at(value), y.at(value));
            add("<text x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>", LEFT - 6, y.at(value) + 4, number(value));
        }
    }

    private void curves(Scale y) {
        var x = Scale.over(extreme(List.of(plot.x()), false), extreme(List.of(plot.x()), true), LEFT, WIDTH - RIGHT);
        for (var value : x.marks()) {
            add(
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>",
                    x.at(value), HEIGHT - BOTTOM + LINE, number(value));
        }
        caption();
        for (int i = 0; i < plot.y().size(); i++) {
            add(
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                    path(plot.y().get(i), x, y), colour(i));
        }
    }

    private String path(String column, Scale x, Scale y) {
        var path = new StringBuilder();
        for (var row : answer.rows()) {
            var across = answer.number(row, plot.x());
            var up = answer.number(row, column);
            if (across != null && up != null) {
                if (plot.kind() == Plot.Kind.STEPS && !path.isEmpty()) {
                    path.append("H").append(point(x.at(across))).append("V").append(point(y.at(up)));
                } else {
                    path.append(path.isEmpty() ? "M" : "L")
                            .append(point(x.at(across)))
                            .append(" ")
                            .append(point(y.at(up)));
                }
            }
        }
        return path.isEmpty() ? "M0 0" : path.toString();
    }

    private void bars(Scale y) {
        var groups = Math.max(1, answer.rows().size());
        var width = (WIDTH - LEFT - RIGHT) / (double) groups;
        var bar = width * 0.8 / plot.y().size();
        for (int g = 0; g < answer.rows().size(); g++) {
            var row = answer.rows().get(g);
            var from = LEFT + g * width + width * 0.1;
            var down = groups > MANY && g % 2 == 1 ? LINE - 4 : 0; // so that long names do not lie on each other
            add(
                    "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" font-size=\"10\">%s</text>",
                    LEFT + (g + 0.5) * width, HEIGHT - BOTTOM + LINE - 2 + down, text(answer.text(row, plot.x())));
            for (int i = 0; i < plot.y().size(); i++) {
                var value = answer.number(row, plot.y().get(i));
                if (value != null) {
                    add(
                            "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"><title>%s</title></rect>",
                            from + i * bar,
                            Math.min(y.at(value), y.at(0)),
                            bar,
                            Math.abs(y.at(value) - y.at(0)),
                            colour(i),
                            text(answer.text(row, plot.x()) + ", " + plot.y().get(i) + ": " + Answer.told(value)));
                }
            }
        }
        caption();
    }

    private void caption() {
        add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 2 * LINE + 10, text(words(plot.x())));
    }

    private void legend() {
        var across = new ArrayList<String>(plot.y());
        for (int i = 0; i < across.size(); i++) {
            var x = LEFT + (i % 4) * LEGEND;
            var y = HEIGHT - 26 + (i / 4) * LINE;
            add("<rect x=\"%s\" y=\"%s\" width=\"10\" height=\"10\" fill=\"%s\"/>", x, y - 9, colour(i));
            add("<text x=\"%s\" y=\"%s\">%s</text>", x + 14, y, text(words(across.get(i))));
        }
    }

    private static String colour(int i) {
        return COLOURS.get(i % COLOURS.size());
    }

    private static String words(String column) {
        return column.replace('_', ' ');
    }

    private void add(String markup, @Nullable Object... values) {
        var written = new ArrayList<@Nullable Object>();
        for (var value : values) {
            written.add(value instanceof Double number ? point(number) : value);
        }
        svg.append(String.format(Locale.ROOT, markup, written.toArray())).append('\n');
    }

    private static String point(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
