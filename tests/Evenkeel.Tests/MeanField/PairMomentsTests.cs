using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.MeanField.Integrals;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.MeanField;

public class PairMomentsTests
{
    // By numpy: u by Gauss–Legendre (30 points on each half unit of |z| ≤ 9), v given u likewise (20 points), both parted at the kinks.
    [Theory]
    [InlineData("tanh", 0.7, 1.3, 0.4, 0.14383195384024, 0.38414619761835)]
    [InlineData("tanh", 20.0, 0.5, -0.8, -0.33856456913849, 0.14990671389705)]
    [InlineData("tanh", 100.0, 100.0, 0.99, 0.87937759300752, 0.033822787309407)]
    [InlineData("sigmoid", 0.7, 1.3, 0.4, 0.26640908591449, 0.043199476566366)]
    [InlineData("sigmoid", 20.0, 0.5, -0.8, 0.20203748587052, 0.019682200787787)]
    [InlineData("sigmoid", 100.0, 100.0, 0.99, 0.45466967860614, 0.0056255544454734)]
    [InlineData("softplus", 0.7, 1.3, 0.4, 0.7461542466952, 0.26640908591449)]
    [InlineData("softplus", 20.0, 0.5, -0.8, 0.87462202668014, 0.20203748587052)]
    [InlineData("softplus", 100.0, 100.0, 0.99, 49.635992951354, 0.45466967860614)]
    [InlineData("softsign", 0.7, 1.3, 0.4, 0.066938532742628, 0.17846429092443)]
    [InlineData("softsign", 20.0, 0.5, -0.8, -0.18979864026034, 0.084640859839939)]
    [InlineData("softsign", 100.0, 100.0, 0.99, 0.65691208674615, 0.017688921936708)]
    [InlineData("silu", 0.7, 1.3, 0.4, 0.14352825098711, 0.29780970705445)]
    [InlineData("silu", 20.0, 0.5, -0.8, -0.32135761561561, 0.14911510634044)]
    [InlineData("silu", 100.0, 100.0, 0.99, 49.37759807988, 0.49294964152099)]
    [InlineData("mish", 0.7, 1.3, 0.4, 0.1855787010739, 0.37630968255919)]
    [InlineData("mish", 20.0, 0.5, -0.8, -0.36780196026503, 0.17613740107232)]
    [InlineData("mish", 100.0, 100.0, 0.99, 49.486438305455, 0.49066474050525)]
    [InlineData("elu", 0.7, 1.3, 0.4, 0.25191598186307, 0.61251733364196)]
    [InlineData("elu", 20.0, 0.5, -0.8, -0.99030991711518, 0.40762128067666)]
    [InlineData("elu", 100.0, 100.0, 0.99, 49.927115569709, 0.50884129058722)]
    [InlineData("selu", 0.7, 1.3, 0.4, 0.37598295904135, 0.99611350902706)]
    [InlineData("selu", 20.0, 0.5, -0.8, -1.8431905817516, 0.70861065085271)]
    [InlineData("selu", 100.0, 100.0, 0.99, 55.959033949362, 0.59564255577598)]
    [InlineData("hard-tanh", 0.7, 1.3, 0.4, 0.18388604809088, 0.49446116614476)]
    [InlineData("hard-tanh", 20.0, 0.5, -0.8, -0.39790193539832, 0.17336928364558)]
    [InlineData("hard-tanh", 100.0, 100.0, 0.99, 0.89591638277206, 0.038844210866384)]
    [InlineData("relu", 0.7, 1.3, 0.4, 0.25953431867494, 0.31549494021723)]
    [InlineData("relu", 20.0, 0.5, -0.8, 0.042880042275484, 0.10241638234957)]
    [InlineData("relu", 100.0, 100.0, 0.99, 49.515012786658, 0.47747329317779)]
    [InlineData("leaky-relu(0.2)", 0.7, 1.3, 0.4, 0.24241710006532, 0.40191676173903)]
    [InlineData("leaky-relu(0.2)", 20.0, 0.5, -0.8, -0.47852119857063, 0.26554648470372)]
    [InlineData("leaky-relu(0.2)", 100.0, 100.0, 0.99, 51.489608183461, 0.50558290763379)]
    [InlineData("erf", 0.7, 1.3, 0.4, 0.16720079050735, 0.44854628760628)]
    [InlineData("erf", 20.0, 0.5, -0.8, -0.37743330835839, 0.16953937063823)]
    [InlineData("erf", 100.0, 100.0, 0.99, 0.88987158953393, 0.036801290094407)]
    [InlineData("sin", 0.7, 1.3, 0.4, 0.14380513828669, 0.39498759605115)]
    [InlineData("sin", 20.0, 0.5, -0.8, -0.00022048230785222, 0.00022329935275823)]
    [InlineData("sin", 100.0, 100.0, 0.99, 0.18393972058572, 0.18393972058572)]
    [InlineData("gelu", 0.7, 1.3, 0.4, 0.18210910438213, 0.32124218085584)]
    [InlineData("gelu", 20.0, 0.5, -0.8, -0.1845963429989, 0.11497224129861)]
    [InlineData("gelu", 100.0, 100.0, 0.99, 49.487198722737, 0.48584436099625)]
    public void Of_IsTheDoubleIntegral(string name, double qa, double qb, double c, double product, double slopes)
    {
        PairMoments moments = PairMoments.Of(Activations.Parse(name), qa, qb, c * Math.Sqrt(qa * qb));

        // The reference is good to 10⁻¹¹: an outer rule that does not know where the inner integral bends.
        moments.Product.ShouldBe(product, 1e-10 * Math.Max(1, Math.Abs(product)));
        moments.SlopeProduct.ShouldBe(slopes, 1e-10);
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("relu")]
    [InlineData("leaky-relu(0.2)")]
    [InlineData("erf")]
    [InlineData("sin")]
    [InlineData("sin(3)")]
    [InlineData("gelu")]
    public void Quadrature_IsTheClosedForm(string name)
    {
        Activation activation = Activations.Parse(name);
        ActivationPanels panels = new(activation);

        // 10⁻¹¹ of what the activations of each input are in size; the worst seen is 10⁻¹³.
        foreach ((double qa, double qb) in ((double, double)[])[(1e-6, 1e-6), (1e-6, 1), (0.01, 100), (1, 1), (20, 1), (100, 100)])
        {
            double power = Math.Sqrt(LineMoments.Of(panels, qa).Power * LineMoments.Of(panels, qb).Power);
            double slopePower = Math.Sqrt(LineMoments.Of(panels, qa).SlopePower * LineMoments.Of(panels, qb).SlopePower);
            foreach (double c in (double[])[-1, -1 + 1e-6, -0.5, 0, 1e-6, 0.3, 0.9, 1 - 1e-6, 1 - 1e-12, 1])
            {
                PairMoments closed = ClosedPairs.Of(activation, qa, qb, c)!.Value;
                PairMoments measured = PairQuadrature.Of(panels, qa, qb, c);
                measured.Product.ShouldBe(closed.Product, 1e-11 * power, $"product at {qa}, {qb}, {c}");
                measured.SlopeProduct.ShouldBe(closed.SlopeProduct, 1e-11 * slopePower, $"slopes at {qa}, {qb}, {c}");
            }
        }
    }

    public static TheoryData<string> Names => [.. Activations.All.Select(activation => activation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_AtCorrelationOne_IsTheMeanSquare(string name)
    {
        Activation activation = Activations.Parse(name);
        foreach (double q in (double[])[1e-6, 0.3, 100])
        {
            ActivationMoments alone = ActivationMoments.ByQuadrature(activation, q);

            PairMoments moments = PairMoments.Of(activation, q, q, q);

            moments.Product.ShouldBe(alone.SecondMoment, 1e-11 * alone.SecondMoment);
            moments.SlopeProduct.ShouldBe(alone.SlopeSecondMoment, 1e-11 * alone.SlopeSecondMoment);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SlopeProduct_IsTheSlopeOfTheProduct(string name)
    {
        ActivationPanels panels = new(Activations.Parse(name));
        const double step = 1e-4;

        double above = PairMoments.Of(panels, 2, 3, 1.1 + step).Product;
        double below = PairMoments.Of(panels, 2, 3, 1.1 - step).Product;

        // A central difference is off by step²/6 of a third derivative that is of the order of 1.
        PairMoments.Of(panels, 2, 3, 1.1).SlopeProduct.ShouldBe((above - below) / (2 * step), 1e-8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(-0.99)]
    [InlineData(0.999999)]
    public void Of_CountsJumps(double c)
    {
        Activation sign = Activations.Parse("if(x<0,-1,1)");

        PairMoments moments = PairMoments.Of(sign, 2, 2, 2 * c);

        // Sheppard's formula and its slope in k = 2c.
        moments.Product.ShouldBe(2 / Math.PI * Math.Asin(c), 1e-10);
        moments.SlopeProduct.ShouldBe(1 / (Math.PI * Math.Sqrt((1 - c) * (1 + c))), 1e-10 / Math.Sqrt(1 - c * c));
    }

    [Fact]
    public void Of_HandlesGrowingFunctions()
    {
        // E e^u·e^v = e^{(qa+qb)/2+k}, and the same for its slope.
        PairMoments moments = PairMoments.Of(Activations.Parse("exp(x)"), 9, 4, 3);

        moments.Product.ShouldBe(Math.Exp(9.5), 1e-10 * Math.Exp(9.5));
        moments.SlopeProduct.ShouldBe(Math.Exp(9.5), 1e-10 * Math.Exp(9.5));
    }

    [Fact]
    public void Of_SaysWhatItNeeds()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => PairMoments.Of(Activations.Tanh, -1, 1, 0)).Message
            .ShouldStartWith("Variance of a pre-activation is -1; it must be finite and at least 0.");
        Should.Throw<ArgumentOutOfRangeException>(() => PairMoments.Of(Activations.Tanh, 1, 4, 2.5)).Message
            .ShouldStartWith("Covariance is 2.5; variances of 1 and 4 need one of at most 2 in size.");
    }
}
