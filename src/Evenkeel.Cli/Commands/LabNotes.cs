using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evenkeel.Cli.Commands;

/// <summary>Writes what a lab refuses, and what fails in it, as lines for whoever runs it.</summary>
internal sealed class LabNotes(TextWriter output) : ILoggerProvider, ILogger
{
    private readonly Lock turn = new();

    /// <summary>What keeps a host from starting is thrown as well, and said once.</summary>
    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal) ? NullLogger.Instance : this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        lock (turn)
        {
            output.WriteLine($"evenkeel: {formatter(state, exception).ReplaceLineEndings(" ")}{(exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")})")}");
        }
    }

    public void Dispose()
    {
    }
}
