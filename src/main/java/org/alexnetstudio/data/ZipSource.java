package org.alexnetstudio.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.alexnetstudio.StudioException;
import org.jspecify.annotations.Nullable;

/** Images in a zip archive of class folders; nothing is unpacked to disk. */
final class ZipSource implements ImageSource {
  private static final long MAX_ENTRY_BYTES = 1L << 30;

  private final Path file;
  private final ClassFolders classes;

  /** Guarded by this; null where it is closed. */
  private @Nullable ZipFile zip;

  private ZipSource(Path file, ClassFolders classes) {
    this.file = file;
    this.classes = classes;
  }

  static ZipSource open(Path file) throws IOException, StudioException {
    try (ZipFile zip = openArchive(file)) {
      return new ZipSource(file, ClassFolders.of(tree(zip), file.toString()));
    }
  }

  private synchronized ZipFile archive() throws IOException, StudioException {
    ZipFile open = zip;
    if (open == null) {
      open = openArchive(file);
      zip = open;
    }
    return open;
  }

  private static ZipFile openArchive(Path file) throws IOException, StudioException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException notUtf8OrBroken) {
      try {
        return new ZipFile(file.toFile(), Charset.forName("IBM437"));
      } catch (ZipException | IllegalArgumentException broken) {
        throw StudioException.badInput(
            "Cannot read the archive " + file,
            "it is no zip file, or broken or cut short (" + broken.getMessage() + ")",
            "Copy or download it again; archives of another kind must be unpacked first.",
            broken);
      }
    }
  }

  private static FileTree tree(ZipFile zip) {
    Map<String, String> images = new HashMap<>();
    Set<String> folders = new HashSet<>();
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      String name = entry.getName();
      if (FileTree.isHidden(name)) {
        continue;
      }
      if (!entry.isDirectory() && FileTree.isImageName(name)) {
        images.put(name, entry.getSize() + "#" + Long.toHexString(entry.getCrc()));
      }
      if (entry.isDirectory() || FileTree.isImageName(name)) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
          folders.add(name.substring(0, slash));
        }
      }
    }
    return new FileTree(images, folders);
  }

  @Override
  public List<String> classNames() {
    return classes.classNames();
  }

  @Override
  public List<SourceImage> images() {
    return classes.images();
  }

  @Override
  public byte[] read(int number, ImageDecoder decoder) throws IOException, StudioException {
    String name = classes.images().get(number).name();
    ZipFile archive = archive();
    ZipEntry entry = archive.getEntry(name);
    if (entry == null) {
      throw new IOException("the archive has lost its entry " + name);
    }
    if (entry.getSize() > MAX_ENTRY_BYTES) {
      throw broken(name, "it has more than 1 GiB, too much for an image", null);
    }
    byte[] encoded;
    try (InputStream in = archive.getInputStream(entry)) {
      encoded = in.readNBytes((int) MAX_ENTRY_BYTES);
    } catch (ZipException | java.io.EOFException damaged) {
      throw broken(name, "its entry in the archive is broken: " + damaged.getMessage(), damaged);
    }
    CRC32 crc = new CRC32();
    crc.update(encoded);
    if (entry.getCrc() != -1 && crc.getValue() != entry.getCrc()) {
      throw broken(name, "its entry in the archive is broken: the checksum differs", null);
    }
    return decoder.decode(encoded, name);
  }

  private static StudioException broken(String name, String why, @Nullable Throwable cause) {
    return StudioException.badInput(
        "Cannot use the image " + name, why, "Make the archive again.", cause);
  }

  @Override
  public synchronized void close() throws IOException {
    if (zip != null) {
      zip.close();
      zip = null;
    }
  }
}
