using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

/// <summary>x + y.</summary>
internal readonly struct Added : IElementwise2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Invoke<T>(T x, T y)
        where T : struct, ILanes<T> => x + y;
}
