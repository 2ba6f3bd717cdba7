using System.Globalization;
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
            output.WriteLine($"evenkeel: {Plain(formatter(state, exception))}{(exception is null ? "" : $" ({exception.GetType().Name}: {Plain(exception.Message)})")}");

            // A fault is found by where it happened.
            foreach (string line in logLevel >= LogLevel.Error ? exception?.StackTrace?.Split('\n') ?? [] : [])
            {
                output.WriteLine(Plain(line.TrimEnd()));
            }
        }
    }

    /// <summary>Strangers' words are in messages, and must not steer a terminal.</summary>
    private static string Plain(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format ? ' ' : letter));

    public void Dispose()
    {
    }
}
