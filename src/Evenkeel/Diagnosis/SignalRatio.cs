using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Diagnosis;

/// <summary>How a signal's size changes through the hidden layers.</summary>
internal static class SignalRatio
{
    /// <summary>The last layer's root mean square over the first's, going forward; the first's over the last's, going backward.</summary>
    /// <returns>Infinite where the signal overflows on the way; null with fewer than two layers, or where it starts from nothing or overflowed before.</returns>
    public static double? Of(ImmutableArray<LayerReading> layers, Func<LayerReading, Moments> signal, bool forward)
    {
        if (layers.Length < 2)
        {
            return null;
        }

        double first = Math.Sqrt(signal(forward ? layers[0] : layers[^1]).SecondMoment);
        double last = Math.Sqrt(signal(forward ? layers[^1] : layers[0]).SecondMoment);
        return !(first > 0 && double.IsFinite(first)) ? null : double.IsFinite(last) ? last / first : double.PositiveInfinity;
    }

    /// <summary>A factor in words: <c>3.2 times</c>, <c>1/250</c>.</summary>
    public static string Words(double ratio) => ratio switch
    {
        0 => "0",
        double.PositiveInfinity => "more times than float32 can hold",
        < 1 => string.Create(CultureInfo.InvariantCulture, $"1/{1 / ratio:#,0.#}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{ratio:#,0.#} times"),
    };
}
