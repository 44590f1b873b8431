package org.alexnetstudio.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.alexnetstudio.StudioException;

/**
 * ILSVRC-2012: {@code train/<wnid>/}, and {@code val/} of class folders or flat with a list of
 * labels, either {@code val.txt} (file and class number or wnid) or {@code LOC_val_solution.csv}
 * (file without ending, and wnid first).
 */
final class ImageNetSource {
  private ImageNetSource() {}

  static ImageFolderSource open(Path folder, BooleanSupplier cancelled)
      throws IOException, StudioException {
    if (!Files.isDirectory(folder.resolve("train"))) {
      throw StudioException.badInput(
          "No ImageNet data in " + folder,
          "it has no folder train",
          "Choose the folder that holds train and val.");
    }
    FileTree tree = FileTree.of(folder, cancelled);
    Set<String> valImages = new HashSet<>();
    tree.images().keySet().stream()
        .filter(p -> p.startsWith("val/") && p.indexOf('/', 4) < 0)
        .forEach(valImages::add);
    boolean flat = !valImages.isEmpty();
    FileTree folders = tree.only(flat ? List.of("train") : List.of("train", "val"));
    ClassFolders classes = ClassFolders.of(folders, folder.toString());
    List<SourceImage> images = new ArrayList<>(classes.images());
    List<RejectedImage> missing = new ArrayList<>();
    if (flat) {
      Map<String, Integer> labels = labels(folder, classes.classNames());
      for (String path : valImages.stream().sorted(ClassFolders.BY_CODE_POINT).toList()) {
        String name = path.substring(4, path.lastIndexOf('.'));
        Integer label = labels.remove(name);
        if (label == null) {
          missing.add(new RejectedImage(path, "the list of validation labels does not name it"));
        } else {
          images.add(new SourceImage(path, label, true, tree.stamp(path)));
        }
      }
      labels.keySet().stream()
          .sorted()
          .forEach(n -> missing.add(new RejectedImage("val/" + n, "no such file")));
    }
    return new ImageFolderSource(folder, classes.classNames(), images, missing);
  }

  /** Label of each validation image, by its file name without ending. */
  private static Map<String, Integer> labels(Path folder, List<String> wnids)
      throws IOException, StudioException {
    for (String name : List.of("val.txt", "LOC_val_solution.csv")) {
      for (Path file : List.of(folder.resolve(name), folder.resolve("val").resolve(name))) {
        if (Files.exists(file)) {
          return read(file, wnids);
        }
      }
    }
    throw StudioException.badInput(
        "No labels for the validation images in " + folder.resolve("val"),
        "neither val.txt nor LOC_val_solution.csv is there",
        "Put one of them beside the folder val, or sort its images into class folders.");
  }

  private static Map<String, Integer> read(Path file, List<String> wnids)
      throws IOException, StudioException {
    Map<String, Integer> byWnid = new HashMap<>();
    wnids.forEach(wnid -> byWnid.put(wnid, byWnid.size()));
    Map<String, Integer> labels = new HashMap<>();
    int line = 0;
    for (String text : Files.readAllLines(file)) {
      line++;
      String[] words = text.strip().split("[\\s,]+", 3);
      if (words.length < 2 || words[0].equals("ImageId")) {
        continue;
      }
      Integer label = byWnid.get(words[1]);
      if (label == null && words[1].matches("\\d{1,6}")) {
        int number = Integer.parseInt(words[1]);
        label = number < wnids.size() ? number : null;
      }
      if (label == null) {
        throw StudioException.badInput(
            "Cannot use " + file + ", line " + line,
            "class '"
                + words[1]
                + "' is neither a folder of train nor a number below "
                + wnids.size(),
            "Use the list of the same " + wnids.size() + " classes as in train.");
      }
      labels.put(words[0].replaceFirst("\\.[A-Za-z]+$", ""), label);
    }
    return labels;
  }
}
