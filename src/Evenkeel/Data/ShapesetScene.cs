using Evenkeel.Numerics;

namespace Evenkeel.Data;

/// <summary>What one image of <see cref="Shapeset"/> shows.</summary>
internal struct ShapesetScene
{
    /// <summary>The tries to place a second shape that may fail before it is left out.</summary>
    public const int MostRejections = 50;

    /// <summary>Grey levels of the darker and of the brighter part, in 255ths: [0, 0.45] and [0.55, 1] in whole numbers.</summary>
    private static readonly (int Low, int High) Dark = (0, 114);
    private static readonly (int Low, int High) Bright = (140, 255);

    /// <summary>The shape that is painted first.</summary>
    public ShapesetShape First;

    /// <summary>The shape that is painted over it, where there is one.</summary>
    public ShapesetShape Second;

    /// <summary>Whether there is a second shape.</summary>
    public bool HasSecond;

    /// <summary>The grey of what is no shape, in 255ths.</summary>
    public int Background;

    /// <summary>How often the second shape's place was refused.</summary>
    public int Rejections;

    /// <summary>The index of the class in <see cref="Shapeset.Classes"/>.</summary>
    public readonly int Class => (HasSecond, First.Kind == Second.Kind) switch
    {
        (false, _) => First.Kind,
        (true, true) => 6 + First.Kind,

        // Sums of two of 0, 1, 2: triangle and parallelogram 1, parallelogram and ellipse 3, triangle and ellipse 2.
        _ => (First.Kind + Second.Kind) switch { 1 => 3, 3 => 4, _ => 5 },
    };

    /// <summary>Draws the next scene.</summary>
    public static ShapesetScene Next(ref RandomSequence random)
    {
        bool isPair = random.NextBelow(2) == 1;
        bool isInverted = random.NextBelow(2) == 1;
        ShapesetScene scene = new() { Background = Whole(isInverted ? Bright : Dark, ref random) };
        (int Low, int High) ink = isInverted ? Dark : Bright;

        scene.First.Choose(ref random);
        scene.First.Place(ref random);
        scene.First.Grey = Whole(ink, ref random);
        if (isPair)
        {
            scene.Second.Choose(ref random);
            scene.HasSecond = scene.FindPlace(ref random);
            scene.Second.Grey = Whole(ink, ref random);
        }

        return scene;
    }

    /// <summary>Paints it.</summary>
    /// <param name="pixels">Receives the image, row-major [32, 32].</param>
    public readonly void Paint(Span<byte> pixels)
    {
        pixels.Fill((byte)Background);
        ConvexFill.Paint(First.Corners, (byte)First.Grey, pixels, Shapeset.Size);
        if (HasSecond)
        {
            ConvexFill.Paint(Second.Corners, (byte)Second.Grey, pixels, Shapeset.Size);
        }
    }

    /// <summary>Tries places, and sizes with them, for the second shape; false where all were refused.</summary>
    private bool FindPlace(ref RandomSequence random)
    {
        while (Rejections < MostRejections)
        {
            Second.Place(ref random);
            if (Second.Hides(in First) <= MostHidden)
            {
                return true;
            }

            Rejections++;
        }

        return false;
    }

    /// <summary>The share of the first shape that the second may hide, by the estimate of <see cref="ShapesetShape.Hides"/>.</summary>
    private const double MostHidden = 0.5;

    private static int Whole((int Low, int High) range, ref RandomSequence random) => range.Low + random.NextBelow(range.High - range.Low + 1);
}
