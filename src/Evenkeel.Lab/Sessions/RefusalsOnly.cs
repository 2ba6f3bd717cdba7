using Microsoft.Extensions.Logging;

namespace Evenkeel.Lab.Sessions;

/// <summary>Lets through to a log what the lab itself writes, warnings, and of a connection's details those that say why a message was refused: each refusal once.</summary>
/// <param name="inner">The log; it stays its owner's.</param>
internal sealed class RefusalsOnly(ILoggerProvider inner) : ILoggerProvider
{
    private const string Own = "Evenkeel.";

    /// <summary>What says again what the lab has said: that a call of a page's was refused or failed.</summary>
    private static readonly HashSet<string> SaidAlready = ["FailedInvokingHubMethod", "FailedStreaming"];

    private static readonly HashSet<string> Refusals =
    [
        "ErrorProcessingRequest", "HandshakeFailed", "HandshakeCanceled", "UnsupportedMessageReceived", "UnknownHubMethod", "UnexpectedCancel", "StreamingMethodCalledWithInvoke",
        "NonStreamingMethodCalledWithStream", "UnexpectedStreamCompletion", "UnexpectedStreamItem", "InvalidHubParameters", "InvocationIdInUse",
    ];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Sieve(inner.CreateLogger(categoryName), categoryName.StartsWith(Own, StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Sieve(ILogger log, bool isOwn) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string name = eventId.Name ?? "";
            if (isOwn || Refusals.Contains(name) || (logLevel >= LogLevel.Warning && !SaidAlready.Contains(name))) log.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
