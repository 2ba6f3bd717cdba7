using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;

namespace Evenkeel.Forensics;

/// <summary>How well a tensor suits a family, at the scale that suits it best.</summary>
/// <param name="Family">The family.</param>
/// <param name="PValue">At least how probable a draw of the family is that suits it no better, whatever its scale; in [0, 1]. Families without chance, and an orthogonal one, have 1 or 0.</param>
/// <param name="Fitted">The law of the family that suits best; null where there is none of independent elements.</param>
/// <param name="Meaning">What was tested, in one sentence with the numbers.</param>
public sealed record FamilyFit(Family Family, double PValue, Law? Fitted, string Meaning);
