package dev.attune.objectives;

import dev.attune.api.Citation;

/** The publications that several components of this plugin implement. */
final class Citations {
    static final Citation LIN = new Citation(
            "L. I.-K. Lin, A Concordance Correlation Coefficient to Evaluate Reproducibility, Biometrics 45(1), 1989",
            "doi:10.2307/2532051",
            """
            @article{lin1989concordance,
              author  = {Lin, Lawrence I-Kuei},
              title   = {A Concordance Correlation Coefficient to Evaluate Reproducibility},
              journal = {Biometrics},
              volume  = {45},
              number  = {1},
              pages   = {255--268},
              year    = {1989},
              doi     = {10.2307/2532051}
            }
            """);

    static final Citation RJCMA = new Citation(
            "R. Gnana Praveen and J. Alam, Recursive Joint Cross-Modal Attention for Multimodal Fusion in Dimensional"
                    + " Emotion Recognition, CVPR Workshops, 2024",
            "arXiv:2403.13659",
            """
            @inproceedings{praveen2024recursive,
              author    = {Praveen, R. Gnana and Alam, Jahangir},
              title     = {Recursive Joint Cross-Modal Attention for Multimodal Fusion in Dimensional Emotion Recognition},
              booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops},
              year      = {2024},
              note      = {arXiv:2403.13659}
            }
            """);

    static final Citation PEARSON = new Citation(
            "K. Pearson, Note on Regression and Inheritance in the Case of Two Parents, Proceedings of the Royal Society"
                    + " of London 58, 1895",
            "doi:10.1098/rspl.1895.0041",
            """
            @article{pearson1895note,
              author  = {Pearson, Karl},
              title   = {Note on Regression and Inheritance in the Case of Two Parents},
              journal = {Proceedings of the Royal Society of London},
              volume  = {58},
              pages   = {240--242},
              year    = {1895},
              doi     = {10.1098/rspl.1895.0041}
            }
            """);

    static final Citation NICOLAOU = new Citation(
            "M. A. Nicolaou, H. Gunes and M. Pantic, Continuous Prediction of Spontaneous Affect from Multiple Cues and"
                    + " Modalities in Valence-Arousal Space, IEEE Transactions on Affective Computing 2(2), 2011",
            "doi:10.1109/T-AFFC.2011.9",
            """
            @article{nicolaou2011continuous,
              author  = {Nicolaou, Mihalis A. and Gunes, Hatice and Pantic, Maja},
              title   = {Continuous Prediction of Spontaneous Affect from Multiple Cues and Modalities in Valence-Arousal Space},
              journal = {IEEE Transactions on Affective Computing},
              volume  = {2},
              number  = {2},
              pages   = {92--105},
              year    = {2011},
              doi     = {10.1109/T-AFFC.2011.9}
            }
            """);

    private Citations() {}
}
