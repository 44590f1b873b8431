package org.alexnetstudio.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.alexnetstudio.experiment.DataSpec;
import org.alexnetstudio.experiment.SourceSpec;

/** Hashes of what the bytes of a pack, and the numbers of a training on it, depend on. */
final class Fingerprint {
  private final MessageDigest digest;

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Source, geometry and every listed image with its stamp: changed data have another key. */
  static String ofPack(DataSpec data, int channels, ImageSource listing) {
    Fingerprint key = new Fingerprint();
    key.add(PackIndex.FORMAT, place(data.source()), data.source().type(), channels);
    key.add(data.resize().shorterSide(), data.resize().crop());
    listing.classNames().forEach(key::add);
    for (SourceImage image : listing.images()) {
      key.add(image.name(), image.label(), image.validation(), image.stamp());
    }
    listing.missing().forEach(missing -> key.add(missing.image()));
    return key.hex();
  }

  /** The images' names and labels and which of them validate, wherever they lie. */
  static String ofSplit(PackIndex index, Split split) {
    Fingerprint print = new Fingerprint();
    index.classNames().forEach(print::add);
    for (int i = 0; i < index.size(); i++) {
      print.add(index.names().get(i), index.labels().get(i));
    }
    for (int image : split.validation()) {
      print.add(image);
    }
    return print.hex();
  }

  private String hex() {
    return HexFormat.of().formatHex(digest.digest(), 0, 12);
  }

  /** Where the source lies, for the key and for people. */
  static String place(SourceSpec source) {
    return source instanceof SourceSpec.OnDisk onDisk
        ? Path.of(onDisk.path()).toAbsolutePath().normalize().toString()
        : source.type();
  }

  private void add(Object... parts) {
    for (Object part : parts) {
      digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }
}
