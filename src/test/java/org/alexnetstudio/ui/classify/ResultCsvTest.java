package org.alexnetstudio.ui.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.WeightsOrigin;
import org.alexnetstudio.ui.classify.Classification.State;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.alexnetstudio.ui.fx.OfferedImages;
import org.junit.jupiter.api.Test;

/** Results as words and as a table, read back by a reader of our own. */
class ResultCsvTest {
  private static final WeightsOrigin WEIGHTS =
      new WeightsOrigin(
          Path.of("/runs/20261124-140200_photos"), 1412, true, 3, new ResizeSpec(256, 256), 227);

  private static ImageItem item(String path, Classification now) {
    ImageItem item = new ImageItem(Path.of(path));
    item.set(now);
    return item;
  }

  private static Classification answered(boolean tenCrop, String... classes) {
    List<Prediction> top =
        IntStream.range(0, classes.length)
            .mapToObj(i -> new Prediction(i, classes[i], 0.5 / (i + 1)))
            .toList();
    return Classification.answered(new Answer<>(top, WEIGHTS), tenCrop);
  }

  @Test
  void modelsAreCalledAsTheirRunIs() {
    for (String path :
        List.of("/runs/20261124-140200_photos", "/runs/20261124-140200_photos/model.safetensors")) {
      assertEquals("photos", ResultText.modelName(Path.of(path)));
    }
    String best = "/runs/20261124-140200_photos/checkpoints/best";
    assertEquals("photos, best", ResultText.modelName(Path.of(best)));
    assertEquals("photos, best", ResultText.modelName(Path.of(best, "model.safetensors")));
    assertEquals("cats", ResultText.modelName(Path.of("/models/cats.safetensors")));
    assertEquals("model", ResultText.modelName(Path.of("/model.safetensors")));
  }

  /** Character by character, as RFC 4180 says. */
  private static List<List<String>> read(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        assertEquals(0, field.length(), "a quote only at the beginning of a field");
        quoted = true;
      } else if (c == ',') {
        row.add(field.toString());
        field.setLength(0);
      } else if (c == '\r') {
        assertEquals('\n', text.charAt(++i));
        row.add(field.toString());
        field.setLength(0);
        rows.add(List.copyOf(row));
        row.clear();
      } else {
        field.append(c);
      }
    }
    assertEquals(0, field.length() + row.size(), "it ends with a line break");
    return rows;
  }

  @Test
  void everyFieldComesBackAsItWas() {
    Classification failed =
        answered(false, "old")
            .failed(new Message("Cannot open \"x\"", "line one\nline two, too", "Check it."));
    List<List<String>> rows =
        read(
            ResultCsv.of(
                    List.of(
                        item("/Bilder/Äpfel, \"rot\".jpg", answered(true, "a,b", "вверх", "\"c\"")),
                        item("/a\nb.png", failed),
                        item("/c.png", Classification.NEW),
                        item("/d.png", answered(false, "1", "2", "3", "4", "5"))))
                .get());
    assertEquals(
        "image,weights_step,ten_crop,class1,probability1,class2,probability2,class3,probability3,"
            + "class4,probability4,class5,probability5,problem",
        String.join(",", rows.get(0)));
    assertTrue(rows.stream().allMatch(row -> row.size() == 14));
    assertEquals(
        List.of(
            "/Bilder/Äpfel, \"rot\".jpg",
            "1412",
            "true",
            "a,b",
            "0.500000",
            "вверх",
            "0.250000",
            "\"c\"",
            "0.166667",
            "",
            "",
            "",
            "",
            ""),
        rows.get(1));
    assertEquals("/a\nb.png", rows.get(2).get(0));
    assertEquals("", rows.get(2).get(3), "what failed has no classes");
    assertEquals("Cannot open \"x\": line one\nline two, too", rows.get(2).get(13));
    assertEquals("not classified", rows.get(3).get(13));
    assertEquals("5", rows.get(4).get(11));
    assertEquals("0.100000", rows.get(4).get(12));
    assertEquals("false", rows.get(4).get(2));
    assertEquals(5, rows.size());
  }

  @Test
  void theTableIsOfTheMomentItWasAskedFor() {
    ImageItem item = item("/a.png", answered(false, "before"));
    var csv = ResultCsv.of(List.of(item));
    item.set(answered(false, "after"));
    assertTrue(csv.get().contains("before"));
  }

  @Test
  void wordsSayWhoseTheWeightsAre() {
    assertEquals("Live weights of step 1,412", ResultText.weights(WEIGHTS));
    WeightsOrigin best =
        new WeightsOrigin(
            Path.of("/runs/20261124-140200_photos/checkpoints/best"),
            500,
            false,
            3,
            new ResizeSpec(256, 256),
            227);
    assertEquals("Weights of photos, best, step 500", ResultText.weights(best));
    WeightsOrigin file =
        new WeightsOrigin(
            Path.of("starter.safetensors"), 0, false, 3, new ResizeSpec(256, 256), 227);
    assertEquals("Weights of starter", ResultText.weights(file));
    assertEquals("wild_cat 50.0 %", ResultText.line(answered(false, "wild_cat")));
    assertEquals("waiting", ResultText.line(Classification.NEW.with(State.WAITING)));
    assertEquals(
        "/a.png\nLive weights of step 1,412, ten crops\nx\t50.0 %\ny\t25.0 %\n",
        ResultText.copy(item("/a.png", answered(true, "x", "y"))));
  }

  @Test
  void theCropIsWhatTheNetworkSees() {
    WeightsOrigin weights =
        new WeightsOrigin(Path.of("m"), 1, false, 3, new ResizeSpec(256, 256), 224);
    var centre = CropPicture.seen(512, 1024, weights, false);
    assertEquals(224 / 256.0, centre.getWidth(), 1e-9);
    assertEquals(224 / 512.0, centre.getHeight(), 1e-9);
    assertEquals((1 - 224 / 512.0) / 2, centre.getMinY(), 1e-9);
    var ten = CropPicture.seen(1024, 512, weights, true);
    assertEquals(0.5, ten.getWidth(), 1e-9);
    assertEquals(1, ten.getHeight(), 1e-9);
  }

  @Test
  void textsOfPathsAreRead() {
    String home = System.getProperty("user.home");
    assertEquals(
        List.of(
            Path.of("/a b/c.png"),
            Path.of("/d e.png"),
            Path.of("/f'g.png"),
            Path.of("/ü.png"),
            Path.of(home, "h.png")),
        OfferedImages.paths(
            "/a b/c.png\r\n  \"/d e.png\" \n'/f'g.png'\nfile:///%C3%BC.png\n~/h.png\n\nhello\n"
                + "https://example.org/x.png\nfile://%zz\n\0"));
    assertEquals(List.of(), OfferedImages.paths(""));
  }
}
