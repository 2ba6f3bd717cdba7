using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics.Products;

/// <summary>The width of a register tile: how a row of it, one or two registers, is read, added to and written.</summary>
internal unsafe interface ITileColumns
{
    /// <summary>Reads a row of B or C.</summary>
    static abstract void Load<TLanes>(float* source, TLanes mask, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>Adds <c>a·b</c>, a being the same in all lanes, to a row of sums.</summary>
    static abstract void Add<TLanes>(TLanes a, TLanes b0, TLanes b1, ref TLanes c0, ref TLanes c1)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>Writes a row of C.</summary>
    static abstract void Store<TLanes>(TLanes first, TLanes second, float* target, TLanes mask)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Two registers, all columns.</summary>
internal readonly unsafe struct TwoRegisters : ITileColumns
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<TLanes>(float* source, TLanes mask, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>
    {
        first = TLanes.Load(ref *source);
        second = TLanes.Load(ref source[TLanes.Count]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TLanes>(TLanes a, TLanes b0, TLanes b1, ref TLanes c0, ref TLanes c1)
        where TLanes : struct, ILanes<TLanes>
    {
        c0 = TLanes.MultiplyAdd(a, b0, c0);
        c1 = TLanes.MultiplyAdd(a, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes>(TLanes first, TLanes second, float* target, TLanes mask)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes.Store(first, ref *target);
        TLanes.Store(second, ref target[TLanes.Count]);
    }
}

/// <summary>Two registers, the second one up to the mask.</summary>
internal readonly unsafe struct TwoRegistersInPart : ITileColumns
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<TLanes>(float* source, TLanes mask, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>
    {
        first = TLanes.Load(ref *source);
        second = TLanes.LoadPart(ref source[TLanes.Count], mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TLanes>(TLanes a, TLanes b0, TLanes b1, ref TLanes c0, ref TLanes c1)
        where TLanes : struct, ILanes<TLanes>
    {
        c0 = TLanes.MultiplyAdd(a, b0, c0);
        c1 = TLanes.MultiplyAdd(a, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes>(TLanes first, TLanes second, float* target, TLanes mask)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes.Store(first, ref *target);
        TLanes.StorePart(second, ref target[TLanes.Count], mask);
    }
}

/// <summary>One register, up to the mask.</summary>
internal readonly unsafe struct OneRegisterInPart : ITileColumns
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<TLanes>(float* source, TLanes mask, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes>
    {
        first = TLanes.LoadPart(ref *source, mask);
        second = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<TLanes>(TLanes a, TLanes b0, TLanes b1, ref TLanes c0, ref TLanes c1)
        where TLanes : struct, ILanes<TLanes>
    {
        c0 = TLanes.MultiplyAdd(a, b0, c0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes>(TLanes first, TLanes second, float* target, TLanes mask)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes.StorePart(first, ref *target, mask);
    }
}
