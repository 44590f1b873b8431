package org.alexnetstudio.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.alexnetstudio.experiment.DataSpec;
import org.alexnetstudio.experiment.SourceSpec;

/** The name of a pack's folder: a hash of all that its bytes depend on. */
final class PackKey {
  private final MessageDigest digest;

  private PackKey() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Source, geometry and every listed image with its stamp: changed data have another key. */
  static String of(DataSpec data, int channels, ImageSource listing) {
    PackKey key = new PackKey();
    key.add(PackIndex.FORMAT, place(data.source()), data.source().type(), channels);
    key.add(data.resize().shorterSide(), data.resize().crop());
    listing.classNames().forEach(key::add);
    for (SourceImage image : listing.images()) {
      key.add(image.name(), image.label(), image.validation(), image.stamp());
    }
    listing.missing().forEach(missing -> key.add(missing.image()));
    return HexFormat.of().formatHex(key.digest.digest(), 0, 12);
  }

  /** Where the source lies, for the key and for people. */
  static String place(SourceSpec source) {
    return source instanceof SourceSpec.OnDisk onDisk
        ? java.nio.file.Path.of(onDisk.path()).toAbsolutePath().normalize().toString()
        : source.type();
  }

  private void add(Object... parts) {
    for (Object part : parts) {
      digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }
}
