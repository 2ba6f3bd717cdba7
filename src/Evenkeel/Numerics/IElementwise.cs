namespace Evenkeel.Numerics;

/// <summary>A function of one number, written once for every width of register.</summary>
internal interface IElementwise
{
    T Invoke<T>(T x)
        where T : struct, ILanes<T>;
}

/// <summary>A function of two numbers.</summary>
internal interface IElementwise2
{
    T Invoke<T>(T x, T y)
        where T : struct, ILanes<T>;
}

/// <summary>A function of three numbers.</summary>
internal interface IElementwise3
{
    T Invoke<T>(T x, T y, T z)
        where T : struct, ILanes<T>;
}
