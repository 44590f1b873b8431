package org.alexnetstudio.weights;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.weights.TorchTensor.Storage;

/**
 * The legacy form: five pickles (magic number, version, system, state dict, keys of the storages),
 * then each storage: its number of numbers as 8 bytes, its numbers.
 */
final class LegacyStorages implements TorchStorages {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;

  private final RandomAccessFile file;
  private final Map<String, Long> places = new HashMap<>();

  private LegacyStorages(RandomAccessFile file) {
    this.file = file;
  }

  static Opened open(Path path) throws IOException, FormatException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
    try {
      LegacyStorages storages = new LegacyStorages(file);
      return new Opened(storages, storages.readPickles());
    } catch (Throwable e) {
      file.close();
      throw e;
    }
  }

  private Object readPickles() throws IOException, FormatException {
    byte[] start = new byte[(int) Math.min(file.length(), TorchFile.LONGEST_PICKLE)];
    file.readFully(start);
    TorchObjects objects = new TorchObjects();
    PickleMachine machine = new PickleMachine(start, objects);
    Object magic = machine.read();
    if (!magic.equals(MAGIC)) {
      throw new FormatException("it is a pickle, but without PyTorch's magic number");
    }
    Object version = machine.read();
    if (!version.equals(VERSION)) {
      throw new FormatException(
          "its version is " + Names.quoted(version) + ", known is " + VERSION);
    }
    if (!(machine.read() instanceof Map<?, ?> system)
        || !Boolean.TRUE.equals(system.get("little_endian"))) {
      throw new FormatException("its numbers are big-endian");
    }
    Object stateDict = machine.read();
    if (!(machine.read() instanceof List<?> keys)) {
      throw new FormatException("the keys of its storages are not a list");
    }
    locate(keys, objects.storages(), machine.position());
    return stateDict;
  }

  private void locate(List<?> keys, Map<String, Storage> named, long start)
      throws IOException, FormatException {
    long place = start;
    long end = file.length();
    for (Object key : keys) {
      Storage storage = key instanceof String text ? named.get(text) : null;
      if (storage == null || places.containsKey(storage.key())) {
        throw new FormatException(
            "it has a storage "
                + (key instanceof String ? Names.quoted(key) : "without a name")
                + (storage == null ? " that no tensor uses" : " twice"));
      }
      if (end - place < Long.BYTES) {
        throw cutShort(storage, end);
      }
      byte[] count = new byte[Long.BYTES];
      file.seek(place);
      file.readFully(count);
      long numbers = ByteBuffer.wrap(count).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (numbers != storage.numbers()) {
        throw new FormatException(
            "its storage "
                + Names.quoted(storage.key())
                + " has "
                + numbers
                + " numbers, "
                + storage.numbers()
                + " should be there");
      }
      place += Long.BYTES;
      // Divided, as the product may be more than a long holds.
      if (numbers > (end - place) / storage.dtype().size()) {
        throw cutShort(storage, end);
      }
      places.put(storage.key(), place);
      place += storage.bytes();
    }
  }

  private static FormatException cutShort(Storage storage, long size) {
    return new FormatException(
        "it is cut short: "
            + size
            + " bytes are there, storage "
            + Names.quoted(storage.key())
            + " reaches beyond them");
  }

  @Override
  public void check(Storage storage) throws FormatException {
    if (!places.containsKey(storage.key())) {
      throw new FormatException("it has no storage " + Names.quoted(storage.key()));
    }
  }

  @Override
  public synchronized byte[] read(Storage storage, long from, int count) throws IOException {
    byte[] bytes = new byte[count];
    file.seek(places.getOrDefault(storage.key(), 0L) + from);
    for (int at = 0; at < count; at += CHUNK) {
      file.readFully(bytes, at, Math.min(CHUNK, count - at));
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
