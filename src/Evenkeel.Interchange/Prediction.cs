namespace Evenkeel.Interchange;

/// <summary>What a network answers for one point.</summary>
/// <param name="Class">The class's name; null for a regression, or where an output is not a number.</param>
/// <param name="Probabilities">One a class, in the order of the classes; null where the loss gives none.</param>
/// <param name="Outputs">The network's outputs as they are.</param>
public sealed record Prediction(string? Class, IReadOnlyList<double>? Probabilities, IReadOnlyList<float> Outputs);
