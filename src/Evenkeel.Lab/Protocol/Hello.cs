namespace Evenkeel.Lab.Protocol;

/// <summary>What the server can do, asked once.</summary>
internal sealed record Hello(
    string Version,
    LabLimits Limits,
    IReadOnlyList<DataChoice> Data,
    IReadOnlyList<SchemeChoice> Schemes,
    IReadOnlyList<ActivationChoice> Activations,
    IReadOnlyList<string> Optimizers,
    IReadOnlyList<string> Losses,
    IReadOnlyList<string> Generators);
