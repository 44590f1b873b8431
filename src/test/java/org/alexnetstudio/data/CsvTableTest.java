package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.alexnetstudio.StudioException;
import org.junit.jupiter.api.Test;

class CsvTableTest {
  private static List<List<String>> fields(String text) throws StudioException {
    return CsvTable.parse(text, "t.csv").stream().map(CsvTable.Row::fields).toList();
  }

  @Test
  void quotingOfTheRfc() throws Exception {
    String text = "\ufeffa,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n\r\nlast,\n";
    assertEquals(
        List.of(List.of("a", "b"), List.of("x, \"y\"", "two\nlines"), List.of("last", "")),
        fields(text));
  }

  @Test
  void lineNumbersCountLinesInsideQuotes() throws Exception {
    List<CsvTable.Row> rows = CsvTable.parse("\"a\nb\",1\n\nc,2", "t.csv");
    assertEquals(List.of(1, 4), rows.stream().map(CsvTable.Row::line).toList());
  }

  @Test
  void endsOfFile() throws Exception {
    assertEquals(List.of(), fields(""));
    assertEquals(List.of(List.of("a", "")), fields("a,"));
    assertEquals(List.of(List.of("a", "b")), fields("a,\"b\""));
    assertEquals(List.of(List.of("a", "b")), fields("a;b\n"));
    assertEquals(List.of(List.of("a", "b"), List.of("c", "d")), fields("a,b\rc,d"));
  }

  @Test
  void anOpenQuotationMarkIsNamedByItsLine() {
    StudioException refused =
        assertThrows(StudioException.class, () -> fields("a,b\nc,\"d\ne,f\n"));
    assertTrue(refused.what().contains("t.csv, line 2"), refused.what());
  }
}
