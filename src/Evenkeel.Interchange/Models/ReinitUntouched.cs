namespace Evenkeel.Interchange.Models;

/// <summary>A tensor that stays as it is.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Why">Why it stays, in a clause.</param>
public sealed record ReinitUntouched(ModelTensor Tensor, string Why);
