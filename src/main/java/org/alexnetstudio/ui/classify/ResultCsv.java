package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.ui.fx.Csv;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;

/** Results as a table of comma-separated values. */
final class ResultCsv {
  private static final int CLASSES = 5;

  private ResultCsv() {}

  /** One row of the table as it is now; the images may change meanwhile. */
  private record Row(Path path, Classification result) {}

  /** The table of all images; made when it is asked for, of what is there now. */
  static Supplier<String> of(List<ImageItem> items) {
    List<Row> rows = items.stream().map(item -> new Row(item.path(), item.now())).toList();
    return () ->
        Stream.concat(Stream.of(header()), rows.stream().map(ResultCsv::fields))
            .map(fields -> Csv.record(fields.toList()))
            .collect(Collectors.joining());
  }

  private static Stream<String> header() {
    return Stream.of(
            Stream.of("image", "weights_step", "ten_crop"),
            Stream.iterate(1, k -> k <= CLASSES, k -> k + 1)
                .flatMap(k -> Stream.of("class" + k, "probability" + k)),
            Stream.of("problem"))
        .flatMap(part -> part);
  }

  private static Stream<String> fields(Row row) {
    List<Prediction> top = row.result().top();
    Answer<List<Prediction>> answer = top.isEmpty() ? null : row.result().answer();
    return Stream.of(
            Stream.of(
                row.path().toString(),
                answer == null ? "" : Integer.toString(answer.weights().step()),
                answer == null ? "" : Boolean.toString(row.result().tenCrop())),
            Stream.iterate(0, k -> k < CLASSES, k -> k + 1)
                .flatMap(
                    k ->
                        k < top.size()
                            ? Stream.of(
                                top.get(k).className(),
                                String.format(Locale.ROOT, "%.6f", top.get(k).probability()))
                            : Stream.of("", "")),
            Stream.of(problem(row.result())))
        .flatMap(part -> part);
  }

  private static String problem(Classification result) {
    Message problem = result.problem();
    if (problem != null) {
      return problem.what() + ": " + problem.why();
    }
    return result.answer() == null ? result.state().text() : "";
  }
}
