#pragma OPENCL EXTENSION cl_khr_fp64 : enable  
#pragma OPENCL EXTENSION cl_khr_fp16 : enable  
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable  
__kernel void kMedian(__global long *_kernel_context, __constant uchar *_constant_region, __local uchar *_local_region, __global int *_atomics, __global uchar *m, __private int x, __private int y, __private int n, __private int room, __private int items, __private int lanes)
{
  float f_59, f_28, f_80, f_18, f_50, f_67, f_72, f_73; 
  bool b_69, b_24, b_74, b_27, b_76; 
  long l_65, l_32, l_64, l_15, l_47, l_14, l_46, l_21, l_20, l_84, l_55, l_22, l_16, l_48, l_83, l_82, l_31, l_63, l_30, l_57, l_56; 
  ulong ul_85, ul_23, ul_58, ul_0, ul_17, ul_33, ul_49, ul_66; 
  int i_44, i_45, i_40, i_41, i_42, i_43, i_36, i_37, i_38, i_39, i_34, i_35, i_60, i_61, i_62, i_52, i_53, i_54, i_51, i_12, i_13, i_77, i_78, i_79, i_8, i_9, i_10, i_11, i_75, i_4, i_68, i_5, i_6, i_70, i_7, i_71, i_1, i_2, i_3, i_29, i_25, i_26, i_86, i_87, i_81, i_19; 

  // BLOCK 0
  ul_0  =  (ulong) m;
  i_1  =  get_global_size(0);
  i_2  =  get_global_id(0);
  // BLOCK 1 MERGES [0 32 ]
  i_3  =  i_2;
  for(;i_3 < 256;)
  {
    // BLOCK 2
    i_4  =  i_3 << 7;
    i_5  =  i_4 + i_3;
    i_6  =  i_5 + 64;
    // BLOCK 3 MERGES [2 31 ]
    i_7  =  i_3;
    for(;i_7 < 3;)
    {
      // BLOCK 4
      i_8  =  i_7 << 7;
      i_9  =  i_8 + i_7;
      i_10  =  i_9 + 33091;
      // BLOCK 5 MERGES [4 6 ]
      i_11  =  1;
      i_12  =  0;
      for(;i_12 < 129;)
      {
        // BLOCK 6
        i_13  =  i_10 + i_12;
        l_14  =  (long) i_13;
        l_15  =  l_14 << 2;
        l_16  =  l_15 + 16L;
        ul_17  =  ul_0 + l_16;
        f_18  =  *((__global float *) ul_17);
        i_19  =  i_6 + i_12;
        l_20  =  (long) i_19;
        l_21  =  l_20 << 2;
        l_22  =  l_21 + 16L;
        ul_23  =  ul_0 + l_22;
        *((__global float *) ul_23)  =  f_18;
        b_24  =  i_11 == 0 || isnotequal(f_18, f_18);
        i_25  =  (b_24 == true) ? 0 : 1;
        i_26  =  i_12 + 1;
        i_11  =  i_25;
        i_12  =  i_26;
      }  // B5
      // BLOCK 7
      b_27  =  i_11 == 0;
      if(b_27)
      {
        // BLOCK 8
        f_28  =  NaNF;
      }  // B7
      else
      {
        // BLOCK 9
        i_29  =  i_5 + 128;
        l_30  =  (long) i_29;
        l_31  =  l_30 << 2;
        l_32  =  l_31 + 16L;
        ul_33  =  ul_0 + l_32;
        // BLOCK 10 MERGES [9 29 ]
        i_34  =  0;
        i_35  =  128;
        i_36  =  1;
        for(;i_34 < i_35;)
        {
          // BLOCK 11
          i_37  =  i_36 * 1664525;
          i_38  =  i_37 + 1013904223;
          i_39  =  i_38 >> 8;
          i_40  =  i_39 & 16777215;
          i_41  =  i_35 - i_34;
          i_42  =  i_41 + 1;
          i_43  =  i_40 % i_42;
          i_44  =  i_43 + i_6;
          i_45  =  i_44 + i_34;
          l_46  =  (long) i_45;
          l_47  =  l_46 << 2;
          l_48  =  l_47 + 16L;
          ul_49  =  ul_0 + l_48;
          f_50  =  *((__global float *) ul_49);
          // BLOCK 12 MERGES [11 22 ]
          i_51  =  i_34;
          i_52  =  i_35;
          for(;i_52 >= i_51;)
          {
            // BLOCK 13
            // BLOCK 14 MERGES [13 15 ]
            i_53  =  i_51;
            for(;;)
            {
              i_54  =  i_53 + i_6;
              l_55  =  (long) i_54;
              l_56  =  l_55 << 2;
              l_57  =  l_56 + 16L;
              ul_58  =  ul_0 + l_57;
              f_59  =  *((__global float *) ul_58);
              i_60  =  i_53 + 1;
              if(!(isless(f_59, f_50) == 1))
              {
                break;
              }
              // BLOCK 15
              i_53  =  i_60;
            }  // B14
            // BLOCK 16
            // BLOCK 17 MERGES [16 18 ]
            i_61  =  i_52;
            for(;;)
            {
              i_62  =  i_61 + i_6;
              l_63  =  (long) i_62;
              l_64  =  l_63 << 2;
              l_65  =  l_64 + 16L;
              ul_66  =  ul_0 + l_65;
              f_67  =  *((__global float *) ul_66);
              i_68  =  i_61 + -1;
              if(!(isless(f_50, f_67) == 1))
              {
                break;
              }
              // BLOCK 18
              i_61  =  i_68;
            }  // B17
            // BLOCK 19
            b_69  =  i_61 < i_53;
            if(b_69)
            {
              // BLOCK 20
              i_70  =  i_53;
              i_71  =  i_61;
            }  // B19
            else
            {
              // BLOCK 21
              f_72  =  *((__global float *) ul_58);
              f_73  =  *((__global float *) ul_66);
              *((__global float *) ul_58)  =  f_73;
              *((__global float *) ul_66)  =  f_72;
              i_70  =  i_60;
              i_71  =  i_68;
            }  // B19
            // BLOCK 22 MERGES [20 21 ]
            i_51  =  i_70;
            i_52  =  i_71;
          }  // B12
          // BLOCK 23
          b_74  =  i_52 < 64;
          if(b_74)
          {
            // BLOCK 24
            i_75  =  i_51;
          }  // B23
          else
          {
            // BLOCK 25
            i_75  =  i_34;
          }  // B23
          // BLOCK 26 MERGES [24 25 ]
          b_76  =  i_51 < 65;
          if(b_76)
          {
            // BLOCK 27
            i_77  =  i_75;
            i_78  =  i_35;
          }  // B26
          else
          {
            // BLOCK 28
            i_77  =  i_75;
            i_78  =  i_52;
          }  // B26
          // BLOCK 29 MERGES [28 27 ]
          i_77  =  i_75;
          i_79  =  i_38;
          i_34  =  i_77;
          i_35  =  i_78;
          i_36  =  i_79;
        }  // B10
        // BLOCK 30
        f_80  =  *((__global float *) ul_33);
        f_28  =  f_80;
      }  // B7
      // BLOCK 31 MERGES [8 30 ]
      i_81  =  i_7 + 33491;
      l_82  =  (long) i_81;
      l_83  =  l_82 << 2;
      l_84  =  l_83 + 16L;
      ul_85  =  ul_0 + l_84;
      *((__global float *) ul_85)  =  f_28;
      i_86  =  i_7 + 256;
      i_7  =  i_86;
    }  // B3
    // BLOCK 32
    i_87  =  i_1 + i_3;
    i_3  =  i_87;
  }  // B1
  // BLOCK 33
  return;
}  //  kernel
