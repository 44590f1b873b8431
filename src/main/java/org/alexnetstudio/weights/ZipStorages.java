package org.alexnetstudio.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.alexnetstudio.weights.TorchTensor.Storage;
import org.jspecify.annotations.Nullable;

/**
 * The zip form: {@code <folder>/data.pkl}, and each storage as {@code <folder>/data/<key>}, all
 * stored without compression. Nothing is ever unpacked onto the disk.
 */
final class ZipStorages implements TorchStorages {
  private static final String PICKLE = "data.pkl";
  private static final int MOST_ENTRIES = 100_000;

  private final ZipFile zip;
  private final long fileBytes;
  private final String folder;

  private ZipStorages(ZipFile zip, long fileBytes, String folder) {
    this.zip = zip;
    this.fileBytes = fileBytes;
    this.folder = folder;
  }

  static Opened open(Path file) throws IOException, FormatException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IllegalArgumentException e) {
      throw new FormatException("its zip has a malformed name");
    }
    try {
      ZipStorages storages = new ZipStorages(zip, Files.size(file), folder(zip));
      storages.checkByteOrder();
      byte[] pickle = storages.content(storages.entry(PICKLE), TorchFile.LONGEST_PICKLE);
      return new Opened(storages, new PickleMachine(pickle, new TorchObjects()).read());
    } catch (Throwable e) {
      zip.close();
      throw e;
    }
  }

  /** The folder in which the one pickle lies, with its slash. */
  private static String folder(ZipFile zip) throws FormatException {
    if (zip.size() > MOST_ENTRIES) {
      throw new FormatException("its zip has " + zip.size() + " entries");
    }
    String folder = null;
    Set<String> names = new HashSet<>();
    for (Iterator<? extends ZipEntry> all = zip.entries().asIterator(); all.hasNext(); ) {
      String name = all.next().getName();
      if (name.startsWith("/")
          || name.contains("..")
          || name.matches("(?s).*[\\\\:\\p{Cntrl}].*")) {
        throw new FormatException(
            "its zip has the entry " + Names.quoted(name) + ", which points outside of it");
      }
      if (!names.add(name)) {
        throw new FormatException("its zip has the entry " + Names.quoted(name) + " twice");
      }
      if (name.equals(PICKLE) || name.endsWith("/" + PICKLE)) {
        if (folder != null) {
          throw new FormatException("its zip has more than one " + PICKLE);
        }
        folder = name.substring(0, name.length() - PICKLE.length());
      }
    }
    if (folder == null) {
      throw new FormatException("it is a zip without a " + PICKLE);
    }
    return folder;
  }

  private void checkByteOrder() throws IOException, FormatException {
    ZipEntry order = zip.getEntry(folder + "byteorder");
    if (order != null) {
      String text = new String(content(order, 16), StandardCharsets.UTF_8).strip();
      if (!text.equals("little")) {
        throw new FormatException("its numbers are big-endian");
      }
    }
  }

  @Override
  public void check(Storage storage) throws FormatException {
    long bytes = entry("data/" + storage.key()).getSize();
    try {
      // PyTorch may leave a little room at the end of a storage.
      if (storage.bytes() <= bytes) {
        return;
      }
    } catch (ArithmeticException e) {
      // More than any file has.
    }
    throw new FormatException(
        "its storage "
            + Names.quoted(storage.key())
            + " has "
            + bytes
            + " bytes, "
            + storage.numbers()
            + " numbers "
            + storage.dtype()
            + " should be there");
  }

  @Override
  public byte[] read(Storage storage, long from, int count) throws IOException {
    byte[] bytes = new byte[count];
    try (InputStream in = zip.getInputStream(zip.getEntry(folder + "data/" + storage.key()))) {
      in.skipNBytes(from);
      for (int at = 0; at < count; ) {
        int read = in.read(bytes, at, Math.min(CHUNK, count - at));
        if (read < 0) {
          throw new IOException("storage " + Names.quoted(storage.key()) + " is cut short");
        }
        at += read;
      }
    }
    return bytes;
  }

  private byte[] content(ZipEntry entry, int most) throws IOException, FormatException {
    checkStored(entry);
    if (entry.getSize() > most) {
      throw new FormatException(
          "its "
              + entry.getName()
              + " has "
              + entry.getSize()
              + " bytes, at most "
              + most
              + " may be");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes(most);
    }
  }

  private ZipEntry entry(String name) throws FormatException {
    @Nullable ZipEntry entry = zip.getEntry(folder + name);
    if (entry == null) {
      throw new FormatException("its zip has no entry " + Names.quoted(folder + name));
    }
    checkStored(entry);
    return entry;
  }

  /** Compressed, a small file could hold any amount; PyTorch never compresses. */
  private void checkStored(ZipEntry entry) throws FormatException {
    if (entry.getMethod() != ZipEntry.STORED
        || entry.getSize() != entry.getCompressedSize()
        || entry.getSize() > fileBytes) {
      throw new FormatException(
          "the entry " + Names.quoted(entry.getName()) + " of its zip is not stored as it is");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
