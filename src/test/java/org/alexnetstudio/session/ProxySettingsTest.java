package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment's variables count where Java's own settings name no proxy. */
class ProxySettingsTest {
  private static final URI ADDRESS = URI.create("https://download.pytorch.org/models/alexnet.pth");

  /** What the system's settings would choose. */
  private static final class Settings extends ProxySelector {
    private final Proxy proxy;
    private final List<SocketAddress> failed = new ArrayList<>();

    Settings(Proxy proxy) {
      this.proxy = proxy;
    }

    @Override
    public List<Proxy> select(URI address) {
      return List.of(proxy);
    }

    @Override
    public void connectFailed(URI address, SocketAddress where, IOException problem) {
      failed.add(where);
    }
  }

  private static Proxy http(String host, int port) {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  private static Proxy chosen(URI address, Map<String, String> environment) {
    List<Proxy> all = new ProxySettings(new Settings(Proxy.NO_PROXY), environment).select(address);
    assertEquals(1, all.size());
    return all.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "https_proxy, http://gate.example:3128, gate.example, 3128",
    "HTTPS_PROXY, http://gate.example:3128/, gate.example, 3128",
    "https_proxy, gate.example:3128, gate.example, 3128",
    "https_proxy, ' http://gate.example ', gate.example, 80",
    "all_proxy, http://10.0.0.7:8080, 10.0.0.7, 8080",
    "ALL_PROXY, http://me:word@gate.example:8080, gate.example, 8080"
  })
  void theEnvironmentNamesIt(String variable, String value, String host, int port) {
    assertEquals(http(host, port), chosen(ADDRESS, Map.of(variable, value)));
  }

  @Test
  void eachKindOfAddressHasItsOwn() {
    Map<String, String> both =
        Map.of("http_proxy", "one:1", "https_proxy", "two:2", "all_proxy", "three:3");
    assertEquals(http("two", 2), chosen(ADDRESS, both));
    assertEquals(http("one", 1), chosen(URI.create("http://host/x"), both));
    assertEquals(Proxy.NO_PROXY, chosen(ADDRESS, Map.of("http_proxy", "one:1")));
    assertEquals(Proxy.NO_PROXY, chosen(ADDRESS, Map.of()));
    assertEquals(
        http("three", 3), chosen(ADDRESS, Map.of("https_proxy", " ", "all_proxy", "three:3")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "download.pytorch.org",
        "Download.PyTorch.org",
        ".pytorch.org",
        "*.pytorch.org",
        "pytorch.org",
        "localhost, pytorch.org",
        "localhost pytorch.org",
        "*"
      })
  void exceptedHostsAreReachedDirectly(String excepted) {
    Map<String, String> environment = Map.of("https_proxy", "gate:3128", "no_proxy", excepted);
    assertEquals(Proxy.NO_PROXY, chosen(ADDRESS, environment));
    assertEquals(
        Proxy.NO_PROXY, chosen(ADDRESS, Map.of("https_proxy", "gate:3128", "NO_PROXY", excepted)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"torch.org", "pytorch", "models", ",", "download.pytorch.org.example"})
  void otherHostsAreNot(String excepted) {
    Map<String, String> environment = Map.of("https_proxy", "gate:3128", "no_proxy", excepted);
    assertEquals(http("gate", 3128), chosen(ADDRESS, environment));
  }

  /** A variable that a hand has spoilt must not end the download with an error of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"http://", "http://my gate:80", "://", "socks5://gate:1080", "%"})
  void whatIsNoHttpProxyIsPassedOver(String value) {
    assertEquals(Proxy.NO_PROXY, chosen(ADDRESS, Map.of("https_proxy", value)));
  }

  @Test
  void javasOwnSettingsGoFirstAndHearOfFailures() {
    Settings settings = new Settings(http("own", 1));
    ProxySettings both = new ProxySettings(settings, Map.of("https_proxy", "gate:3128"));
    assertEquals(List.of(http("own", 1)), both.select(ADDRESS));
    assertTrue(settings.failed.isEmpty());
    SocketAddress where = InetSocketAddress.createUnresolved("own", 1);
    both.connectFailed(ADDRESS, where, new IOException("refused"));
    assertEquals(List.of(where), settings.failed);
  }
}
