package org.alexnetstudio.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pickles of protocols 2 to 5 as far as a state dict needs them. A pickle is a program that
 * may call anything in Python: here it calls nothing but what {@link Calls} knows, and every other
 * name is refused as soon as the pickle mentions it.
 *
 * <p>Values are {@link Long}, {@link Double}, {@link Boolean}, {@link String}, {@link None}, {@link
 * Global}, {@link List} for lists and tuples, {@link LinkedHashMap} for dictionaries, and what
 * {@link Calls} makes. Nothing here follows a value into its parts, so that one that contains
 * itself does no harm.
 */
final class PickleMachine {
  /** Far more than the largest state dict takes, and little memory whatever they are. */
  private static final int MOST_INSTRUCTIONS = 1_000_000;

  /** What the pickle may call. */
  interface Calls {
    /** Refuses a name that is not allowed. */
    void allow(Global global) throws FormatException;

    Object call(Global function, List<?> arguments) throws FormatException;

    /** What an identifier of something outside the pickle stands for. */
    Object persistent(Object id) throws FormatException;
  }

  /** Something in a module of Python. */
  record Global(String module, String name) {
    @Override
    public String toString() {
      return module + "." + name;
    }
  }

  /** Python's None. */
  enum None {
    NONE
  }

  /** Where on the stack the items of a collection begin. */
  private enum Mark {
    MARK
  }

  private final PickleInput in;
  private final Calls calls;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();
  private int instructions;

  PickleMachine(byte[] bytes, Calls calls) {
    this.in = new PickleInput(bytes);
    this.calls = calls;
  }

  /** Where the pickle read last has ended. */
  int position() {
    return in.position();
  }

  /** Reads one pickle; the next one, if any, follows it. */
  Object read() throws FormatException {
    stack.clear();
    memo.clear();
    if (in.unsignedByte() != 0x80) {
      throw new FormatException("its pickle does not begin with a protocol");
    }
    int protocol = in.unsignedByte();
    if (protocol < 2 || protocol > 5) {
      throw new FormatException("its pickle has protocol " + protocol + ", known are 2 to 5");
    }
    while (true) {
      int opcode = in.unsignedByte();
      if (opcode == '.') {
        return pop();
      }
      if (++instructions > MOST_INSTRUCTIONS) {
        throw new FormatException(
            "its pickle has more than " + MOST_INSTRUCTIONS + " instructions");
      }
      execute(opcode);
    }
  }

  private void execute(int opcode) throws FormatException {
    switch (opcode) {
      case 0x95 -> in.signedLong(); // The length of a frame only helps to read ahead.
      case '(' -> stack.add(Mark.MARK);
      case '0' -> pop();
      case '1' -> popToMark();
      case 'N' -> stack.add(None.NONE);
      case 0x88 -> stack.add(true);
      case 0x89 -> stack.add(false);
      case 'J' -> stack.add((long) in.signedInt());
      case 'K' -> stack.add((long) in.unsignedByte());
      case 'M' -> stack.add((long) in.unsignedShort());
      case 0x8a -> stack.add(in.integer(in.unsignedByte()));
      case 0x8b -> stack.add(in.integer(in.unsignedInt()));
      case 'G' -> stack.add(in.bigEndianDouble());
      case 'X', 'T' -> stack.add(in.text(in.unsignedInt()));
      case 0x8c, 'U' -> stack.add(in.text(in.unsignedByte()));
      case 0x8d -> stack.add(in.text(in.signedLong()));
      case ')' -> stack.add(List.of());
      case 0x85 -> tuple(1);
      case 0x86 -> tuple(2);
      case 0x87 -> tuple(3);
      case 't' -> stack.add(Collections.unmodifiableList(popToMark()));
      case ']' -> stack.add(new ArrayList<>());
      case 'a' -> append(List.of(pop()));
      case 'e' -> append(popToMark());
      case '}' -> stack.add(new LinkedHashMap<>());
      case 's' -> setItems(popPair());
      case 'u' -> setItems(popToMark());
      case 'h' -> recall(in.unsignedByte());
      case 'j' -> recall(in.unsignedInt());
      case 'q' -> memo.put((long) in.unsignedByte(), top());
      case 'r' -> memo.put(in.unsignedInt(), top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'c' -> global(in.line(), in.line());
      case 0x93 -> stackGlobal();
      case 'i' -> throw refusal(new Global(in.line(), in.line()));
      case 'R', 0x81 -> call();
      case 'b' -> build();
      case 'Q' -> stack.add(calls.persistent(pop()));
      default ->
          throw new FormatException(
              "its pickle has the instruction "
                  + String.format("0x%02x", opcode)
                  + " at byte "
                  + (in.position() - 1)
                  + ", which no state dict has; it was not run");
    }
  }

  /** What a pickle that asks for something else is told. */
  static FormatException refusal(Global global) {
    return new FormatException(
        "its pickle asks for \"" + global + "\", which no state dict needs; it was not run");
  }

  private void global(String module, String name) throws FormatException {
    Global global = new Global(module, name);
    calls.allow(global);
    stack.add(global);
  }

  private void stackGlobal() throws FormatException {
    List<Object> names = popPair();
    if (names.get(0) instanceof String module && names.get(1) instanceof String name) {
      global(module, name);
    } else {
      throw new FormatException("its pickle asks for something whose name is not a text");
    }
  }

  /** Python calls a function, or makes a new object of a class. */
  private void call() throws FormatException {
    List<Object> pair = popPair();
    if (pair.get(0) instanceof Global function && pair.get(1) instanceof List<?> arguments) {
      stack.add(calls.call(function, arguments));
    } else {
      throw new FormatException("its pickle calls something that is not a function");
    }
  }

  /** Attributes, such as the versions of layers or hooks of a parameter, say nothing of weights. */
  private void build() throws FormatException {
    pop();
    if (!(top() instanceof LinkedHashMap || top() instanceof TorchTensor)) {
      throw new FormatException("its pickle gives attributes to something that has none");
    }
  }

  private void tuple(int size) throws FormatException {
    Object[] items = new Object[size];
    for (int i = size - 1; i >= 0; i--) {
      items[i] = pop();
    }
    stack.add(List.of(items));
  }

  @SuppressWarnings("unchecked")
  private void append(List<Object> items) throws FormatException {
    // Tuples are lists of other classes.
    if (!(top() instanceof ArrayList<?> list)) {
      throw new FormatException("its pickle appends to something that is not a list");
    }
    ((ArrayList<Object>) list).addAll(items);
  }

  @SuppressWarnings("unchecked")
  private void setItems(List<Object> keysAndValues) throws FormatException {
    if (!(top() instanceof LinkedHashMap<?, ?> dictionary) || keysAndValues.size() % 2 != 0) {
      throw new FormatException("its pickle sets items of something that is no dictionary");
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      put((Map<Object, Object>) dictionary, keysAndValues.get(i), keysAndValues.get(i + 1));
    }
  }

  /** Sets an item that was not there. */
  static void put(Map<Object, Object> dictionary, Object key, Object value) throws FormatException {
    if (!(key instanceof String || key instanceof Long)) {
      throw new FormatException("its pickle has a key that is neither a text nor a number");
    }
    if (dictionary.put(key, value) != null) {
      throw new FormatException("its pickle has the key " + Names.quoted(key) + " twice");
    }
  }

  private void recall(long index) throws FormatException {
    Object value = memo.get(index);
    if (value == null) {
      throw new FormatException("its pickle recalls value " + index + ", which it never kept");
    }
    stack.add(value);
  }

  private List<Object> popPair() throws FormatException {
    Object second = pop();
    return List.of(pop(), second);
  }

  private List<Object> popToMark() throws FormatException {
    int mark = stack.lastIndexOf(Mark.MARK);
    if (mark < 0) {
      throw new FormatException("its pickle ends a collection that never began");
    }
    List<Object> above = stack.subList(mark + 1, stack.size());
    List<Object> items = new ArrayList<>(above);
    above.clear();
    stack.remove(mark);
    return items;
  }

  private Object pop() throws FormatException {
    Object value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private Object top() throws FormatException {
    if (stack.isEmpty() || stack.get(stack.size() - 1) == Mark.MARK) {
      throw new FormatException(
          "its pickle takes a value at byte " + in.position() + " where there is none");
    }
    return stack.get(stack.size() - 1);
  }
}
