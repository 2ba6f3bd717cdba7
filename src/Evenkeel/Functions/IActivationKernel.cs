using Evenkeel.Numerics;

namespace Evenkeel.Functions;

/// <summary>An activation in lanes: its value and its slope.</summary>
internal interface IActivationKernel
{
    /// <summary>φ(z).</summary>
    T Value<T>(T z)
        where T : struct, ILanes<T>;

    /// <summary>φ′(z), given z and a = φ(z), of which it uses what serves best.</summary>
    T Slope<T>(T z, T a)
        where T : struct, ILanes<T>;
}
