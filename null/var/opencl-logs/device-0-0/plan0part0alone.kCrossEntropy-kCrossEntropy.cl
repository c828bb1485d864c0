#pragma OPENCL EXTENSION cl_khr_fp64 : enable  
#pragma OPENCL EXTENSION cl_khr_fp16 : enable  
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable  
__kernel void kCrossEntropy(__global long *_kernel_context, __constant uchar *_constant_region, __local uchar *_local_region, __global int *_atomics, __global uchar *m, __private int x, __private int labels, __private int loss, __private int lse, __private int n, __private int items, __private int padded)
{
  double d_29, d_28, d_24, d_23; 
  float f_27, f_30, f_31, f_32, f_51, f_52, f_22, f_25, f_26, f_11, f_12, f_13, f_15, f_16, f_38, f_40, f_42; 
  bool b_5, b_43, b_44, b_45; 
  long l_36, l_7, l_35, l_34, l_47, l_9, l_8, l_20, l_55, l_54, l_49, l_48, l_19, l_18, l_56; 
  ulong ul_21, ul_37, ul_57, ul_10, ul_0, ul_50; 
  int i_14, i_46, i_41, i_4, i_6, i_39, i_1, i_33, i_2, i_3, i_58, i_53, i_17; 

  // BLOCK 0
  ul_0  =  (ulong) m;
  i_1  =  get_global_size(0);
  i_2  =  get_global_id(0);
  // BLOCK 1 MERGES [0 13 ]
  i_3  =  i_2;
  for(;i_3 < 256;)
  {
    // BLOCK 2
    i_4  =  i_1 + i_3;
    b_5  =  i_3 < 5;
    if(b_5)
    {
      // BLOCK 3
      i_6  =  i_3 + 835;
      l_7  =  (long) i_6;
      l_8  =  l_7 << 2;
      l_9  =  l_8 + 16L;
      ul_10  =  ul_0 + l_9;
      f_11  =  *((__global float *) ul_10);
      f_12  =  -1.0F / 0.0F;
      f_13  =  fmax(f_12, f_11);
      i_14  =  isequal(f_13, f_12);
      if(i_14 == 1)
      {
        // BLOCK 4
        f_15  =  0.0F;
      }  // B3
      else
      {
        // BLOCK 5
        f_15  =  f_13;
      }  // B3
      // BLOCK 6 MERGES [4 5 ]
      f_16  =  *((__global float *) ul_10);
      i_17  =  i_3 + 899;
      l_18  =  (long) i_17;
      l_19  =  l_18 << 2;
      l_20  =  l_19 + 16L;
      ul_21  =  ul_0 + l_20;
      f_22  =  f_16 - f_15;
      d_23  =  (double) f_22;
      d_24  =  exp(d_23);
      f_25  =  (float) d_24;
      f_26  =  f_25 + 0.0F;
      f_27  =  f_26 + 0.0F;
      d_28  =  (double) f_27;
      d_29  =  log(d_28);
      f_30  =  (float) d_29;
      f_31  =  f_30 + f_15;
      *((__global float *) ul_21)  =  f_31;
      f_32  =  *((__global float *) ul_21);
      i_33  =  i_3 + 851;
      l_34  =  (long) i_33;
      l_35  =  l_34 << 2;
      l_36  =  l_35 + 16L;
      ul_37  =  ul_0 + l_36;
      f_38  =  *((__global float *) ul_37);
      i_39  =  isless(f_38, 0.0F);
      if(i_39 == 1)
      {
        // BLOCK 7
        f_40  =  0.0F;
      }  // B6
      else
      {
        // BLOCK 8
        i_41  =  isnan(f_38)? 0 : (int) f_38;
        f_42  =  (float) i_41;
        b_43  =  i_41 < 0 || i_41 != 0;
        b_44  =  isnotequal(f_38, f_42) || b_43;
        b_45  =  isnotequal(f_38, f_42) || b_43;
        if(b_45)
        {
          // BLOCK 9
          f_40  =  NaNF;
        }  // B8
        else
        {
          // BLOCK 10
          i_46  =  i_6 + i_41;
          l_47  =  (long) i_46;
          l_48  =  l_47 << 2;
          l_49  =  l_48 + 16L;
          ul_50  =  ul_0 + l_49;
          f_51  =  *((__global float *) ul_50);
          f_52  =  f_32 - f_51;
          f_40  =  f_52;
        }  // B8
      }  // B6
      // BLOCK 11 MERGES [7 10 9 ]
      *((__global float *) ul_21)  =  f_40;
      i_53  =  i_3 + 912;
      l_54  =  (long) i_53;
      l_55  =  l_54 << 2;
      l_56  =  l_55 + 16L;
      ul_57  =  ul_0 + l_56;
      *((__global float *) ul_57)  =  f_32;
    }  // B2
    else
    {
      // BLOCK 12
    }  // B2
    // BLOCK 13 MERGES [12 11 ]
    i_58  =  i_4;
    i_3  =  i_58;
  }  // B1
  // BLOCK 14
  return;
}  //  kernel
