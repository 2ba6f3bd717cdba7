namespace Evenkeel.Lab.Tests;

/// <summary>What the server said when it refused a call.</summary>
internal sealed class LabRefusal(string message) : Exception(message);
