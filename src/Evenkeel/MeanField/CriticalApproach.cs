namespace Evenkeel.MeanField;

/// <summary>How the correlation of two inputs comes to 1 at the edge of chaos: <c>1 − c^l → Constant/l^Power</c>.</summary>
/// <param name="Constant">The constant; positive, 0 or infinite where the correlation moves faster or not at all.</param>
/// <param name="Power">1 where φ′ does not jump, 2 where it does.</param>
/// <remarks>
/// Where φ′ does not jump, <c>2/(σw²·q*·E φ″²)</c>. Where it jumps by J at κ, <c>4/b²</c> with <c>b = ⅔·σw²·Σ J²·n(κ)·√(q*/π)</c>, n the
/// density of N(0, q*): 9π²/2 for relu. Hayou, Doucet and Rousseau 2019, https://arxiv.org/abs/1902.06853, for
/// smooth φ and relu; the general jump follows from <c>E|u − v| = 2·√(q(1−c)/π)</c>.
/// </remarks>
public readonly record struct CriticalApproach(double Constant, int Power);
