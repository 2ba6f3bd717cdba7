namespace Evenkeel.Interchange.Tests;

/// <summary>A test that reads the real MNIST; where the files are not there it is skipped, and the run says so and how to get them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealMnistFactAttribute : FactAttribute
{
    public RealMnistFactAttribute()
    {
        string? found = Folder is null ? null : Path.Combine(Folder, "mnist");
        if (found is null || !File.Exists(Path.Combine(found, "t10k-images-idx3-ubyte.gz")) || !File.Exists(Path.Combine(found, "t10k-labels-idx1-ubyte.gz")))
        {
            Skip = "Missing: MNIST's real test images. Get them with './evenkeel data fetch mnist --data-dir DIR' and run 'EVENKEEL_DATA=DIR ./test'; "
                + (Folder is null ? "EVENKEEL_DATA is not set." : $"EVENKEEL_DATA is '{Folder}', which holds no mnist/t10k-images-idx3-ubyte.gz with its labels.");
        }
    }

    public static string? Folder => Environment.GetEnvironmentVariable("EVENKEEL_DATA") is { Length: > 0 } folder ? folder : null;
}
