namespace Evenkeel.Cli.Host;

/// <summary>The request was not usable; the message is the one line that a person reads.</summary>
internal sealed class UsageException(string message) : Exception(message);
