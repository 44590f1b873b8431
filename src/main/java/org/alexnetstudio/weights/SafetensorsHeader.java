package org.alexnetstudio.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file, checked: the tensors in the order of their bytes.
 *
 * @param dataBytes how many bytes all the tensors take together
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, Entry> tensors, long dataBytes) {
  /** The key that is not a tensor. */
  static final String METADATA = "__metadata__";

  /** Far more than any disk holds, and far from where sums overflow. */
  private static final long MAX = 1L << 60;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Where a tensor lies.
   *
   * @param begin first byte, counted from the end of the header
   * @param end one past the last byte
   */
  // Never leaves the package.
  record Entry(String name, DType dtype, long[] shape, long begin, long end) {}

  /** A header that the format does not allow; the message says why. */
  static final class MalformedHeader extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedHeader(String why) {
      super(why);
    }
  }

  static SafetensorsHeader parse(byte[] bytes) throws MalformedHeader {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : object(bytes).properties()) {
      if (field.getKey().equals(METADATA)) {
        require(field.getValue().isObject(), METADATA + " is not an object");
        for (Map.Entry<String, JsonNode> text : field.getValue().properties()) {
          require(text.getValue().isTextual(), METADATA + " holds something that is not a text");
          metadata.put(text.getKey(), text.getValue().textValue());
        }
      } else {
        entries.add(entry(field.getKey(), field.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    return new SafetensorsHeader(metadata, byName(entries), checkOffsets(entries));
  }

  private static JsonNode object(byte[] bytes) throws MalformedHeader {
    try {
      // Decoded here, as Jackson would guess the encoding and let bad UTF-8 pass in places.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      require(text.startsWith("{"), "its header does not begin with '{'");
      return JSON.readTree(text);
    } catch (CharacterCodingException e) {
      throw new MalformedHeader("its header is not UTF-8");
    } catch (JsonProcessingException e) {
      throw new MalformedHeader("its header is not well-formed JSON: " + e.getOriginalMessage());
    }
  }

  private static Entry entry(String name, JsonNode json) throws MalformedHeader {
    String place = "tensor " + Names.quoted(name) + ": ";
    require(Names.isSound(name), place + "that is no name of a tensor");
    String dtypeName = json.path("dtype").asText();
    DType dtype = null;
    for (DType each : DType.values()) {
      dtype = each.name().equals(dtypeName) ? each : dtype;
    }
    if (dtype == null) {
      throw new MalformedHeader(place + "its dtype " + Names.quoted(dtypeName) + " is not known");
    }
    long[] shape = naturals(json.path("shape"), place + "shape");
    long[] offsets = naturals(json.path("data_offsets"), place + "data_offsets");
    require(
        offsets.length == 2 && offsets[0] <= offsets[1],
        place + "data_offsets are not a begin and an end");
    try {
      long bytes = Math.multiplyExact(Shapes.elements(shape), (long) dtype.size());
      long found = offsets[1] - offsets[0];
      require(
          bytes == found, place + "has " + found + " bytes, but its shape and dtype make " + bytes);
    } catch (ArithmeticException e) {
      throw new MalformedHeader(place + "its shape is too large");
    }
    return new Entry(name, dtype, shape, offsets[0], offsets[1]);
  }

  private static long[] naturals(JsonNode json, String what) throws MalformedHeader {
    require(json.isArray(), what + " is missing, or not a list");
    long[] numbers = new long[json.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = json.get(i);
      require(
          number.canConvertToLong()
              && number.isIntegralNumber()
              && number.longValue() >= 0
              && number.longValue() <= MAX,
          what + " holds " + Names.shortened(number) + ", not a whole number from 0 to 2^60");
      numbers[i] = number.longValue();
    }
    return numbers;
  }

  private static Map<String, Entry> byName(List<Entry> entries) {
    Map<String, Entry> map = new LinkedHashMap<>();
    entries.forEach(entry -> map.put(entry.name(), entry));
    return map;
  }

  /** Returns where the last tensor ends. */
  private static long checkOffsets(List<Entry> entries) throws MalformedHeader {
    long end = 0;
    for (Entry entry : entries) {
      require(
          entry.begin() == end,
          "tensor "
              + Names.quoted(entry.name())
              + " begins at byte "
              + entry.begin()
              + (entry.begin() < end ? ", inside the tensor before it" : ", after a hole")
              + ", where byte "
              + end
              + " is due");
      end = entry.end();
    }
    return end;
  }

  private static void require(boolean holds, String otherwise) throws MalformedHeader {
    if (!holds) {
      throw new MalformedHeader(otherwise);
    }
  }
}
