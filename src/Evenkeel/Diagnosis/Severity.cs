namespace Evenkeel.Diagnosis;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Training will be slower or less certain.</summary>
    Warning,

    /// <summary>The network will not learn, or hardly.</summary>
    Error,
}
