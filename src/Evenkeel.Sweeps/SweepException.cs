namespace Evenkeel.Sweeps;

/// <summary>A folder of results is not as it should be; the message says which, and what to do.</summary>
/// <param name="message">One sentence for the person who asked.</param>
/// <param name="cause">What was thrown; null for nothing.</param>
public sealed class SweepException(string message, Exception? cause = null) : Exception(message, cause);
