package org.alexnetstudio.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.alexnetstudio.StudioException;
import org.jspecify.annotations.Nullable;

/** A table of image path and label. */
final class CsvSource {
  private static final Set<String> PATH_HEADINGS =
      Set.of("path", "image", "file", "filename", "file_name", "image_path", "filepath");
  private static final Set<String> LABEL_HEADINGS =
      Set.of("label", "class", "category", "class_name", "target");

  private CsvSource() {}

  static ImageFolderSource open(Path file) throws IOException, StudioException {
    List<CsvTable.Row> rows =
        new ArrayList<>(CsvTable.parse(Files.readString(file), file.toString()));
    int pathColumn = 0;
    int labelColumn = 1;
    if (!rows.isEmpty() && !FileTree.isImageName(rows.get(0).fields().get(0).strip())) {
      List<String> heading = rows.get(0).fields();
      int path = column(heading, PATH_HEADINGS);
      int label = column(heading, LABEL_HEADINGS);
      if (path >= 0 && label >= 0) {
        pathColumn = path;
        labelColumn = label;
      }
      if (path >= 0 || label >= 0 || !exists(file, heading.get(0))) {
        rows.remove(0);
      }
    }
    return read(file, rows, pathColumn, labelColumn);
  }

  private static int column(List<String> heading, Set<String> names) {
    for (int i = 0; i < heading.size(); i++) {
      if (names.contains(heading.get(i).strip().toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  private static ImageFolderSource read(
      Path file, List<CsvTable.Row> rows, int pathColumn, int labelColumn) throws StudioException {
    Set<String> names = new TreeSet<>(ClassFolders.BY_CODE_POINT);
    for (CsvTable.Row row : rows) {
      names.add(field(file, row, labelColumn, "label"));
      field(file, row, pathColumn, "image path");
    }
    List<String> classNames = List.copyOf(names);
    if (classNames.isEmpty()) {
      throw StudioException.badInput(
          "No image in " + file,
          "it has no row of image path and label",
          "Write one row for each image: its path, a comma, its class.");
    }
    Map<String, Integer> labels = new HashMap<>();
    classNames.forEach(name -> labels.put(name, labels.size()));
    List<SourceImage> images = new ArrayList<>();
    List<RejectedImage> missing = new ArrayList<>();
    for (CsvTable.Row row : rows) {
      String image = row.fields().get(pathColumn).strip();
      int label = Objects.requireNonNull(labels.get(row.fields().get(labelColumn).strip()));
      String stamp = stamp(file, image);
      if (stamp == null) {
        String reason = "line " + row.line() + " of " + file.getFileName() + ": no such file";
        missing.add(new RejectedImage(image, reason));
      } else {
        images.add(new SourceImage(image, label, false, stamp));
      }
    }
    if (images.isEmpty()) {
      throw StudioException.badInput(
          "No image of " + file + " exists",
          "none of its " + missing.size() + " paths is a file, such as " + missing.get(0).image(),
          "Write paths relative to the table's folder, or whole paths.");
    }
    return new ImageFolderSource(folderOf(file), classNames, images, missing);
  }

  private static String field(Path file, CsvTable.Row row, int column, String what)
      throws StudioException {
    List<String> fields = row.fields();
    String value = column < fields.size() ? fields.get(column).strip() : "";
    if (value.isEmpty()) {
      throw StudioException.badInput(
          "Cannot read " + file + ", line " + row.line(),
          "it has no " + what,
          "Write one row for each image: its path, a comma, its class.");
    }
    return value;
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    return folder == null ? file.toAbsolutePath().getRoot() : folder;
  }

  private static boolean exists(Path file, String image) {
    return stamp(file, image.strip()) != null;
  }

  private static @Nullable String stamp(Path file, String image) {
    try {
      Path path = folderOf(file).resolve(image);
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile() ? FileTree.stamp(attributes) : null;
    } catch (IOException | InvalidPathException missing) {
      return null;
    }
  }
}
