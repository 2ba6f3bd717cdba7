namespace Evenkeel.Interchange.Tests;

/// <summary>A test that reads the real MNIST, and says so where it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealMnistFactAttribute : FactAttribute
{
    public RealMnistFactAttribute()
    {
        if (Folder is null || !File.Exists(Path.Combine(Folder, "mnist", "t10k-images-idx3-ubyte.gz")))
        {
            Skip = "EVENKEEL_DATA names no folder that holds mnist/t10k-images-idx3-ubyte.gz.";
        }
    }

    public static string? Folder => Environment.GetEnvironmentVariable("EVENKEEL_DATA");
}
