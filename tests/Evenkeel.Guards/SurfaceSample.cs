namespace Evenkeel.Guards;

/// <summary>A type whose listing is known.</summary>
public readonly record struct SurfaceSample(int Count, string? Name)
{
    public static (int, SurfaceSample?) Make(ReadOnlySpan<int> sizes, ref double sum, IReadOnlyList<string?> names, bool quick = false) =>
        quick ? default : (sizes.Length + names.Count + (int)sum, null);
}
