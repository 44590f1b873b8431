package org.alexnetstudio.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to {@code out}, progress and errors to {@code err}.
 *
 * @param live whether {@code err} is a terminal, where one line can be written over
 */
record Terminal(PrintStream out, PrintStream err, boolean live) {

  /** The process's own streams; the start script knows whether the second is a terminal. */
  static Terminal ofProcess() {
    return new Terminal(System.out, System.err, Boolean.getBoolean("alexnetstudio.live"));
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true, Charset.defaultCharset());
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true, Charset.defaultCharset());
  }

  /** Writes a text for other programs: UTF-8, whatever the terminal's own encoding is. */
  void printUtf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  /** Writes over the current line, which stays open; nothing where there is no terminal. */
  void liveLine(String text) {
    if (live) {
      err.print("\r" + text + "\u001b[K");
      err.flush();
    }
  }

  /** Writes a line of progress that stays. */
  void line(String text) {
    err.println(live ? "\r" + text + "\u001b[K" : text);
  }
}
