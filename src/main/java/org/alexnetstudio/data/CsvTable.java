package org.alexnetstudio.data;

import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.StudioException;

/** Rows of a comma-separated table with the quoting of RFC 4180; empty lines are left out. */
final class CsvTable {

  /**
   * One row.
   *
   * @param line the line on which it begins, from 1
   */
  record Row(int line, List<String> fields) {}

  private final String text;
  private final char separator;
  private int at;
  private int line = 1;

  private CsvTable(String text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /** Splits {@code text}; {@code where} names the file in messages. */
  static List<Row> parse(String text, String where) throws StudioException {
    String body = text.startsWith("\ufeff") ? text.substring(1) : text;
    String heading = body.lines().findFirst().orElse("");
    // Spreadsheets of countries with a decimal comma write semicolons.
    boolean semicolons = heading.indexOf(',') < 0 && heading.indexOf(';') >= 0;
    CsvTable table = new CsvTable(body, semicolons ? ';' : ',');
    List<Row> rows = new ArrayList<>();
    while (table.at < body.length()) {
      Row row = table.row(where);
      if (row.fields.size() > 1 || !row.fields.get(0).isBlank()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Row row(String where) throws StudioException {
    int start = line;
    List<String> fields = new ArrayList<>();
    do {
      fields.add(at < text.length() && text.charAt(at) == '"' ? quoted(where) : plain());
    } while (at < text.length() && text.charAt(at++) == separator);
    // What ended the row is a line break, of which \r\n has a second character.
    if (at > 0 && at < text.length() && text.charAt(at - 1) == '\r' && text.charAt(at) == '\n') {
      at++;
    }
    line++;
    return new Row(start, List.copyOf(fields));
  }

  private String plain() {
    int from = at;
    while (at < text.length() && !endsField(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean endsField(char c) {
    return c == separator || c == '\n' || c == '\r';
  }

  private String quoted(String where) throws StudioException {
    int start = line;
    StringBuilder field = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
      }
      if (c != '"') {
        field.append(c);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append('"');
        at++;
      } else {
        at++;
        // Text between the closing quote and the separator is not allowed by the RFC; it is kept.
        return field + plain();
      }
    }
    throw StudioException.badInput(
        "Cannot read " + where + ", line " + start,
        "a quotation mark is opened and never closed",
        "Close it, or write two quotation marks for one that is meant.");
  }
}
