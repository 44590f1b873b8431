package org.alexnetstudio.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What choosers let through, and how tables are written. */
class FilesTest {
  @Test
  void camerasWriteTheirEndingsInUpperCase() {
    List<String> images = FilePrompts.Kind.IMAGES.filter().getExtensions();
    for (String ending : List.of("jpg", "JPG", "jpeg", "JPEG", "png", "PNG", "TIFF", "webp")) {
      assertTrue(images.contains("*." + ending), ending);
    }
    assertEquals(
        List.of("*.csv", "*.CSV"), FilePrompts.Kind.of("Tables", "csv").filter().getExtensions());
  }

  @Test
  void onlyWhatHasToBeIsInQuotationMarks() {
    assertEquals(
        "a,1,0.5,,\"b,c\",\"d\"\"e\",\"f\ng\"\r\n",
        Csv.record(List.of("a", 1, 0.5, "", "b,c", "d\"e", "f\ng")));
  }
}
