namespace Evenkeel.Numerics;

/// <summary>The height of a register tile, as a constant that the compiler sees.</summary>
internal interface ITileRows
{
    /// <summary>Rows, 1…12.</summary>
    static abstract int Count { get; }
}

/// <summary>The width of a register tile, as constants that the compiler sees.</summary>
internal interface ITileColumns
{
    /// <summary>Registers, 1 or 2.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the last register may stick out beyond the matrix.</summary>
    static abstract bool IsPart { get; }
}

/// <summary>Two registers, all columns.</summary>
internal readonly struct TwoRegisters : ITileColumns
{
    public static int Count => 2;

    public static bool IsPart => false;
}

/// <summary>Two registers, the second one in part.</summary>
internal readonly struct TwoRegistersInPart : ITileColumns
{
    public static int Count => 2;

    public static bool IsPart => true;
}

/// <summary>One register, in part or whole.</summary>
internal readonly struct OneRegisterInPart : ITileColumns
{
    public static int Count => 1;

    public static bool IsPart => true;
}

/// <summary>Tiles of height 1.</summary>
internal readonly struct Rows1 : ITileRows
{
    public static int Count => 1;
}

/// <summary>Tiles of height 2.</summary>
internal readonly struct Rows2 : ITileRows
{
    public static int Count => 2;
}

/// <summary>Tiles of height 3.</summary>
internal readonly struct Rows3 : ITileRows
{
    public static int Count => 3;
}

/// <summary>Tiles of height 4.</summary>
internal readonly struct Rows4 : ITileRows
{
    public static int Count => 4;
}

/// <summary>Tiles of height 5.</summary>
internal readonly struct Rows5 : ITileRows
{
    public static int Count => 5;
}

/// <summary>Tiles of height 6.</summary>
internal readonly struct Rows6 : ITileRows
{
    public static int Count => 6;
}

/// <summary>Tiles of height 7.</summary>
internal readonly struct Rows7 : ITileRows
{
    public static int Count => 7;
}

/// <summary>Tiles of height 8.</summary>
internal readonly struct Rows8 : ITileRows
{
    public static int Count => 8;
}

/// <summary>Tiles of height 9.</summary>
internal readonly struct Rows9 : ITileRows
{
    public static int Count => 9;
}

/// <summary>Tiles of height 10.</summary>
internal readonly struct Rows10 : ITileRows
{
    public static int Count => 10;
}

/// <summary>Tiles of height 11.</summary>
internal readonly struct Rows11 : ITileRows
{
    public static int Count => 11;
}

/// <summary>Tiles of height 12.</summary>
internal readonly struct Rows12 : ITileRows
{
    public static int Count => 12;
}
