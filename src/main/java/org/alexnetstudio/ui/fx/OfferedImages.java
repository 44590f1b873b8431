package org.alexnetstudio.ui.fx;

import java.io.File;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import org.jspecify.annotations.Nullable;

/** What a clipboard, or what is dragged, offers: files, or a text of their paths; or an image. */
public final class OfferedImages {
  private OfferedImages() {}

  /** Whether there is any of it. */
  public static boolean in(Clipboard board) {
    return board.hasImage() || !files(board).isEmpty();
  }

  /** Files and folders; none where there are none. */
  public static List<Path> files(Clipboard board) {
    return board.hasFiles()
        ? board.getFiles().stream().map(File::toPath).toList()
        : paths(text(board));
  }

  /** An image that is no file; null where there is none. */
  public static @Nullable Image image(Clipboard board) {
    Image image = board.hasImage() ? board.getImage() : null;
    return image == null || image.getPixelReader() == null ? null : image;
  }

  private static String text(Clipboard board) {
    String text = board.hasString() ? board.getString() : board.hasUrl() ? board.getUrl() : "";
    return text == null ? "" : text;
  }

  /** One path or file URI a line; lines that are neither are passed over. */
  public static List<Path> paths(String text) {
    List<Path> paths = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      // Shells and file managers put names with spaces in quotes.
      String bare = line.replaceAll("^(['\"])(.*)\\1$", "$2");
      try {
        if (bare.startsWith("file:")) {
          paths.add(Path.of(URI.create(bare.replace(" ", "%20"))));
        } else if (bare.startsWith("~/")) {
          paths.add(Path.of(System.getProperty("user.home"), bare.substring(2)));
        } else if (!bare.isEmpty() && Path.of(bare).isAbsolute()) {
          paths.add(Path.of(bare));
        }
      } catch (IllegalArgumentException | FileSystemNotFoundException e) {
        // Any text may be on a clipboard; this line names no file.
      }
    }
    return paths;
  }
}
