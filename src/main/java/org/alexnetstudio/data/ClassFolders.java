package org.alexnetstudio.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alexnetstudio.StudioException;

/**
 * Labels from folders: class folders of images, or {@code train/} and {@code val/} of class
 * folders, in a folder or an archive.
 *
 * <p>A folder that holds all is looked through. "training" means "train"; "valid" and "validation"
 * mean "val"; "test" stands in where there is none of these, and is left alone otherwise.
 */
record ClassFolders(List<String> classNames, List<SourceImage> images) {
  /** By code point, so that the order is the same on every system. */
  static final Comparator<String> BY_CODE_POINT =
      (a, b) -> {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
          if (a.charAt(i) != b.charAt(i)) {
            // Two surrogates that differ belong to code points that differ in the same sense.
            return Integer.compare(a.codePointAt(i), b.codePointAt(i));
          }
        }
        return Integer.compare(a.length(), b.length());
      };

  private static final List<String> TRAIN = List.of("train", "training");
  private static final List<String> VALIDATION = List.of("val", "valid", "validation", "test");

  /** Arranges {@code tree}; {@code where} names the folder or archive in messages. */
  static ClassFolders of(FileTree tree, String where) throws StudioException {
    String root = rootOf(tree);
    Set<String> top = tree.foldersIn(root);
    Optional<String> train = first(top, TRAIN);
    boolean onlyParts =
        top.stream().allMatch(t -> !first(Set.of(t), TRAIN).isEmpty() || isValidation(t));
    if (train.isEmpty() || !onlyParts) {
      return label(tree, where, root, Optional.empty());
    }
    Optional<String> validation = first(top, VALIDATION).map(v -> root + v + "/");
    return label(tree, where, root + train.get() + "/", validation);
  }

  private static boolean isValidation(String folder) {
    return first(Set.of(folder), VALIDATION).isPresent();
  }

  private static String rootOf(FileTree tree) {
    String root = "";
    Set<String> top = tree.foldersIn(root);
    while (top.size() == 1) {
      String inner = root + top.iterator().next() + "/";
      Set<String> below = tree.foldersIn(inner);
      if (below.isEmpty() || tree.hasImagesIn(inner)) {
        break;
      }
      root = inner;
      top = below;
    }
    return root;
  }

  private static Optional<String> first(Set<String> folders, List<String> names) {
    return names.stream()
        .flatMap(name -> folders.stream().filter(name::equalsIgnoreCase))
        .findFirst();
  }

  private static ClassFolders label(
      FileTree tree, String where, String train, Optional<String> validation)
      throws StudioException {
    List<String> classes = tree.foldersIn(train).stream().sorted(BY_CODE_POINT).toList();
    String place = train.isEmpty() ? where : where + ", folder " + train;
    if (classes.isEmpty()) {
      throw StudioException.badInput(
          "No class folder in " + place,
          "it has no folder of images",
          "Put the images of each class into a folder of its own, named like the class.");
    }
    Map<String, Integer> labels = new HashMap<>();
    classes.forEach(name -> labels.put(name, labels.size()));
    List<SourceImage> images = new ArrayList<>();
    int[] counts = new int[classes.size()];
    for (String path : tree.images().keySet().stream().sorted(BY_CODE_POINT).toList()) {
      boolean validates = validation.isPresent() && path.startsWith(validation.get());
      if (!validates && !path.startsWith(train)) {
        continue;
      }
      int from = validates ? validation.get().length() : train.length();
      int slash = path.indexOf('/', from);
      if (slash < 0) {
        continue;
      }
      String name = path.substring(from, slash);
      Integer label = labels.get(name);
      if (label == null) {
        throw StudioException.badInput(
            "Unknown class in " + where + ", folder " + path.substring(0, slash),
            "the training part " + train + " has no folder '" + name + "'",
            "Give both parts the same class folders.");
      }
      counts[label] += validates ? 0 : 1;
      images.add(new SourceImage(path, label, validates, tree.stamp(path)));
    }
    checkCounts(place, classes, counts);
    if (validation.isPresent() && images.stream().noneMatch(SourceImage::validation)) {
      throw StudioException.badInput(
          "No validation image in " + where + ", folder " + validation.get(),
          "it has no class folders with images",
          "Fill it like the training part, or remove it to have a share split off.");
    }
    return new ClassFolders(classes, List.copyOf(images));
  }

  private static void checkCounts(String place, List<String> classes, int[] counts)
      throws StudioException {
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] == 0) {
        throw StudioException.badInput(
            "No image in class folder '" + classes.get(label) + "' of " + place,
            "it has no file that ends in .jpg, .png, .gif, .bmp, .tif or .webp",
            "Add images of this class, or remove the folder.");
      }
    }
  }
}
