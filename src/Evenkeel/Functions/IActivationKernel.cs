using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>An activation in lanes: its value and its slope.</summary>
internal interface IActivationKernel
{
    /// <summary>Which argument of <see cref="Slope"/> it uses.</summary>
    static abstract SlopeReads SlopeReads { get; }

    /// <summary>φ(z).</summary>
    T Value<T>(T z)
        where T : struct, ILanes<T>;

    /// <summary>φ′(z), given z and a = φ(z), of which it uses what <see cref="SlopeReads"/> names, and no more.</summary>
    T Slope<T>(T z, T a)
        where T : struct, ILanes<T>;
}
