using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Evenkeel.Numerics.Products;

/// <summary>Registers as rows of quads, groups of four lanes: columns of a matrix that lies in rows, without a copy in memory.</summary>
/// <remarks>
/// Works against the shuffle unit: quads are put in place by the load itself, so a column costs two shuffles, half of what a transposed square costs.
/// </remarks>
internal static unsafe class Quads<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Whether this machine does it in hardware.</summary>
    public static bool IsHardware
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(TLanes) == typeof(Lanes512) ? Avx512F.IsSupported : typeof(TLanes) == typeof(Lanes256) ? Avx.IsSupported : typeof(TLanes) == typeof(Lanes128) && Sse.IsSupported;
    }

    /// <summary>Reads four consecutive floats into each quad.</summary>
    /// <param name="source">The first quad's.</param>
    /// <param name="apart">Floats from one quad's source to the following one's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load(float* source, nint apart)
    {
        if (typeof(TLanes) == typeof(Lanes512))
        {
            Vector512<float> quads = Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe();
            quads = Avx512F.InsertVector128(quads, Vector128.Load(source + apart), 1);
            quads = Avx512F.InsertVector128(quads, Vector128.Load(source + 2 * apart), 2);
            return Is(new Lanes512(Avx512F.InsertVector128(quads, Vector128.Load(source + 3 * apart), 3)));
        }

        if (typeof(TLanes) == typeof(Lanes256)) return Is(new Lanes256(Avx.InsertVector128(Vector128.Load(source).ToVector256Unsafe(), Vector128.Load(source + apart), 1)));
        return Is(new Lanes128(Vector128.Load(source)));
    }

    /// <summary>Transposes four registers quad by quad: lane i of register j changes places with lane j of register i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref TLanes r0, ref TLanes r1, ref TLanes r2, ref TLanes r3)
    {
        TLanes low01 = Low(r0, r1), high01 = High(r0, r1), low23 = Low(r2, r3), high23 = High(r2, r3);
        (r0, r1) = (LowPairs(low01, low23), HighPairs(low01, low23));
        (r2, r3) = (LowPairs(high01, high23), HighPairs(high01, high23));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Low(TLanes left, TLanes right) =>
        typeof(TLanes) == typeof(Lanes512) ? Is(new Lanes512(Avx512F.UnpackLow(Is<Lanes512>(left).Value, Is<Lanes512>(right).Value)))
        : typeof(TLanes) == typeof(Lanes256) ? Is(new Lanes256(Avx.UnpackLow(Is<Lanes256>(left).Value, Is<Lanes256>(right).Value)))
        : Is(new Lanes128(Sse.UnpackLow(Is<Lanes128>(left).Value, Is<Lanes128>(right).Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes High(TLanes left, TLanes right) =>
        typeof(TLanes) == typeof(Lanes512) ? Is(new Lanes512(Avx512F.UnpackHigh(Is<Lanes512>(left).Value, Is<Lanes512>(right).Value)))
        : typeof(TLanes) == typeof(Lanes256) ? Is(new Lanes256(Avx.UnpackHigh(Is<Lanes256>(left).Value, Is<Lanes256>(right).Value)))
        : Is(new Lanes128(Sse.UnpackHigh(Is<Lanes128>(left).Value, Is<Lanes128>(right).Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LowPairs(TLanes left, TLanes right) =>
        typeof(TLanes) == typeof(Lanes512) ? Is(new Lanes512(Avx512F.UnpackLow(Is<Lanes512>(left).Value.AsDouble(), Is<Lanes512>(right).Value.AsDouble()).AsSingle()))
        : typeof(TLanes) == typeof(Lanes256) ? Is(new Lanes256(Avx.UnpackLow(Is<Lanes256>(left).Value.AsDouble(), Is<Lanes256>(right).Value.AsDouble()).AsSingle()))
        : Is(new Lanes128(Sse.MoveLowToHigh(Is<Lanes128>(left).Value, Is<Lanes128>(right).Value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes HighPairs(TLanes left, TLanes right) =>
        typeof(TLanes) == typeof(Lanes512) ? Is(new Lanes512(Avx512F.UnpackHigh(Is<Lanes512>(left).Value.AsDouble(), Is<Lanes512>(right).Value.AsDouble()).AsSingle()))
        : typeof(TLanes) == typeof(Lanes256) ? Is(new Lanes256(Avx.UnpackHigh(Is<Lanes256>(left).Value.AsDouble(), Is<Lanes256>(right).Value.AsDouble()).AsSingle()))
        : Is(new Lanes128(Sse.MoveHighToLow(Is<Lanes128>(right).Value, Is<Lanes128>(left).Value)));

    /// <summary>A value as the type that it is known to have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Is<T>(T value)
        where T : struct => Unsafe.As<T, TLanes>(ref value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Is<T>(TLanes value)
        where T : struct => Unsafe.As<TLanes, T>(ref value);
}
