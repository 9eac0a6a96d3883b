package io.github.macnightly.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;

/** Launches one child, and gives the process to whoever waits for it. */
@SuppressWarnings("deprecation") // The builder cannot make a subclass.
final class ChildExecutor extends DefaultExecutor implements ExecuteResultHandler {

  private static final File NOTHING = new File("/dev/null");

  private final CompletableFuture<Process> launched = new CompletableFuture<>();
  private final List<String> command;
  private final Children children;
  private final boolean hasInput;

  ChildExecutor(
      List<String> command, ProcessRequest request, BoundedStreams streams, Children children) {
    this.command = command;
    this.children = children;
    setProcessDestroyer(children);
    this.hasInput = request.input().length > 0;
    setStreamHandler(streams);
    setExitValues(null);
    if (request.directory() != null) {
      setWorkingDirectory(request.directory().toFile());
    }
  }

  /**
   * Launches the command.
   *
   * @param added environment variables added to ours
   * @return the running process
   * @throws IOException when it cannot be launched
   * @throws InterruptedException when the calling thread is interrupted; the child is ended
   */
  Process start(Map<String, String> added) throws IOException, InterruptedException {
    execute(new CommandLine(command.get(0)), added, this);
    try {
      return launched.get();
    } catch (InterruptedException e) {
      launched.thenAccept(children::end);
      throw e;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  protected Thread createThread(Runnable runnable, String name) {
    Thread thread = new Thread(runnable, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  protected Process launch(CommandLine program, Map<String, String> added, Path directory)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(added);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    if (!hasInput) {
      builder.redirectInput(NOTHING);
    }
    Process process = children.launch(builder);
    launched.complete(process);
    return process;
  }

  @Override
  public void onProcessComplete(int exitValue) {
    // Whoever waits for the process knows it already.
  }

  @Override
  public void onProcessFailed(ExecuteException e) {
    launched.completeExceptionally(e.getCause() == null ? e : e.getCause());
  }
}
