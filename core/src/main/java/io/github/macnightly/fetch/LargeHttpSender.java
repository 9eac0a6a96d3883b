package io.github.macnightly.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends by {@link HttpClient}; its body waits for each byte no longer than the idle deadline. */
final class LargeHttpSender implements HttpSender {

  private final FetchOptions options;
  private final HttpClient client;

  LargeHttpSender(FetchOptions options) {
    this.options = options;
    // HTTP/1.1: the offer to change to HTTP/2 in clear text makes some servers stumble.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.connect())
            .build();
  }

  @Override
  public HttpReply get(URI uri, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri.toASCIIString()));
    headers.forEach(request::header);
    HttpResponse<InputStream> response = await(request.build());
    return new HttpReply(
        response.statusCode(), n -> response.headers().firstValue(n).orElse(null), response.body());
  }

  /**
   * Waits for the head of the answer by itself: the client's own timeout ends there in older Java
   * versions, and covers the body, however long that may take, in newer ones.
   */
  private HttpResponse<InputStream> await(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request, head -> new TimedBody(options.idle()));
    try {
      return answer.get(options.connect().plus(options.idle()).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new SocketTimeoutException(
          "the server is silent for " + options.idle().toMillis() + " ms");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw asIoException(e.getCause());
    }
  }

  private static IOException asIoException(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return new SocketTimeoutException(cause.getMessage());
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  /**
   * Ends the client's selector thread. Its Java 17 API has no way to; left alone, the thread sits
   * in native code, for which the JVM waits 300 ms at its end. The client shows its number, as in
   * {@code HttpClientImpl@1b2c(1)}, and its thread is named after that number; where this is not
   * so, nothing is interrupted and only the time is lost.
   */
  @Override
  public void close() {
    String shown = client.toString();
    String number = shown.substring(shown.lastIndexOf('(') + 1).replace(")", "");
    String name = "HttpClient-" + number + "-SelectorManager";
    Thread[] threads = new Thread[Thread.activeCount() + 16];
    int count = Thread.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().equals(name)) {
        threads[i].interrupt();
      }
    }
  }
}
